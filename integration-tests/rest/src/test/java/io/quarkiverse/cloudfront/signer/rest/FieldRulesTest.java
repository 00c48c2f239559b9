package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

/**
 * Elements of a field's annotation take precedence over those of its method, which take precedence over the signer's
 * configuration.
 */
@QuarkusTest
class FieldRulesTest {

    private static final long MINUTE = 60;

    @ParameterizedTest
    @CsvSource({
            // method, field, signer, resource, minutes
            "telling, quiet, default, , 10",
            "telling, media, media, , 20",
            "telling, life, default, , 180",
            "telling, resource, default, /granted/*, 10",
            "telling, all, media, /granted/a*, 60",
            "with-life, quiet, default, , 30",
            "with-life, media, media, , 30",
            "with-life, life, default, , 180",
            "with-life, resource, default, /granted/*, 30",
            "with-resource, quiet, default, /granted/7/*, 10",
            "with-resource, media, media, , 20",
            "with-resource, life, default, /granted/7/*, 180",
            "with-resource, resource, default, /granted/*, 10",
            "with-media, quiet, media, /granted/7/*, 20",
            "with-media, media, media, /granted/7/*, 20",
            "with-media, all, media, /granted/a*, 60",
    })
    void field_isSignedAsItsAnnotationOrMethodConfigures(String method, String field, String signer, String resource,
            long minutes) {
        String url = given().get("/rules/" + method + "/7").then().statusCode(200).extract().path(field);
        assertThat(url).startsWith(TestOrigin.edge() + "/granted/")
                .matches(".*&Key-Pair-Id=KDEV\\d+" + signer.toUpperCase(Locale.ROOT) + "&.*");
        if (resource == null) {
            assertThat(url).contains("?Expires=");
        } else {
            assertThat(SignedUrls.resource(url)).isEqualTo(TestOrigin.edge() + resource);
        }
        long now = Instant.now().getEpochSecond();
        assertThat(SignedUrls.expiry(url)).isBetween(now + (minutes - 1) * MINUTE, now + minutes * MINUTE + 2);
    }

    @ParameterizedTest
    @CsvSource({ "telling, false, true", "with-ip, true, true" })
    void bindToIp_ofFieldOrMethod_bindsTheUrl(String method, boolean quiet, boolean bound) {
        JsonPath fields = given().get("/rules/" + method + "/7").then().statusCode(200).extract().jsonPath();
        assertThat(fields.getString("quiet").contains("Policy=")).isEqualTo(quiet);
        assertThat(SignedUrls.policy(fields.getString("bound"))).contains("\"IpAddress\":{\"AWS:SourceIp\":\"127.0.0.1");
    }

    @Test
    void response_isCachedUntilTheFirstExpiry() {
        String caching = given().get("/rules/with-life/7").then().extract().header("Cache-Control");
        assertThat(caching).startsWith("private, max-age=");
        assertThat(Long.parseLong(caching.substring(caching.indexOf('=') + 1))).isBetween(25 * MINUTE, 30 * MINUTE);
    }

    public static class Telling {
        @SignedResource
        public URI quiet = URI.create("/granted/7/a.txt");
        @SignedResource(signer = "media")
        public String media = "/granted/7/a.txt";
        @SignedResource(expiresIn = "${telling.life}")
        public String life = "/granted/7/a.txt";
        @SignedResource(resource = "/granted/*")
        public String resource = "/granted/7/a.txt";
        @SignedResource(signer = "media", resource = "/granted/a*", expiresIn = "1h")
        public String all = "/granted/a.txt";
        @SignedResource(bindToIp = true)
        public String bound = "/granted/7/a.txt";
    }

    @PermitAll
    @Path("/rules")
    public static class Resource {

        @GET
        @Path("telling/{id}")
        public Telling telling() {
            return new Telling();
        }

        @GET
        @Path("with-life/{id}")
        @SignedResource(expiresIn = "30m")
        public Telling withLife() {
            return new Telling();
        }

        @GET
        @Path("with-resource/{id}")
        @SignedResource(resource = "/granted/{id}/*")
        public Telling withResource() {
            return new Telling();
        }

        @GET
        @Path("with-media/{id}")
        @SignedResource(signer = "media", resource = "/granted/{id}/*")
        public Telling withMedia() {
            return new Telling();
        }

        @GET
        @Path("with-ip/{id}")
        @SignedResource(bindToIp = true)
        public Telling withIp() {
            return new Telling();
        }
    }
}
