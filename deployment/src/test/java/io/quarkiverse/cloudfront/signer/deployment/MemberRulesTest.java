package io.quarkiverse.cloudfront.signer.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.PolicySigner;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestSignatures;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;

/**
 * What a member says goes before what its method says, and that before what the signer says.
 */
class MemberRulesTest {

    private static final long MINUTE = 60;

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(
                    root -> root.addClasses(TestSignatures.class, Key.class, Resource.class, Telling.class, DefaultKey.class,
                            MediaKey.class,
                            SignedUrls.class))
            .overrideConfigKey("telling.life", "3h")
            .overrideConfigKey("quarkus.cloudfront-signer.url", "https://default.example")
            .overrideConfigKey("quarkus.cloudfront-signer.expires-in", "10m")
            .overrideConfigKey("quarkus.cloudfront-signer.\"media\".url", "https://media.example")
            .overrideConfigKey("quarkus.cloudfront-signer.\"media\".expires-in", "20m");

    @ParameterizedTest
    @CsvSource({
            // method, member, host, resource, minutes
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
    void whoSaysIt(String method, String member, String host, String resource, long minutes) {
        String url = given().get("/rules/" + method + "/7").then().statusCode(200).extract().path(member);
        assertThat(url).startsWith("https://" + host + ".example/granted/");
        if (resource == null) {
            assertThat(url).contains("?Expires=");
        } else {
            assertThat(SignedUrls.resource(url)).isEqualTo("https://" + host + ".example" + resource);
        }
        long now = Instant.now().getEpochSecond();
        assertThat(SignedUrls.expiry(url)).isBetween(now + (minutes - 1) * MINUTE, now + minutes * MINUTE + 2);
    }

    @ParameterizedTest
    @CsvSource({ "telling, false, true", "with-ip, true, true" })
    void eitherBindsToTheViewer(String method, boolean quiet, boolean bound) {
        JsonPath members = given().get("/rules/" + method + "/7").then().statusCode(200).extract().jsonPath();
        assertThat(members.getString("quiet").contains("Policy=")).isEqualTo(quiet);
        assertThat(SignedUrls.policy(members.getString("bound"))).contains("\"IpAddress\":{\"AWS:SourceIp\":\"127.0.0.1");
    }

    @Test
    void cachesForAsLongAsTheFirstToEnd() {
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

    public abstract static class Key implements PolicySigner {

        @Override
        public String keyPairId() {
            return "K1";
        }

        @Override
        public Algorithm algorithm() {
            return Algorithm.ECDSA_SHA256;
        }

        @Override
        public Uni<byte[]> sign(byte[] policy) {
            return Uni.createFrom().item(TestSignatures.ecdsa());
        }
    }

    @Singleton
    @Identifier("<default>")
    public static class DefaultKey extends Key {
    }

    @Singleton
    @Identifier("media")
    public static class MediaKey extends Key {
    }
}
