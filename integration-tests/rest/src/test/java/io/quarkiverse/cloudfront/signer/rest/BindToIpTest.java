package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;

/**
 * URLs that are bound to the current viewer's address.
 */
@QuarkusTest
class BindToIpTest {

    @Inject
    Service service;

    @ParameterizedTest
    @ValueSource(strings = { "blocking", "uni", "service" })
    void policy_hasTheAddressOfTheViewer(String path) {
        String url = given().get("/bound/" + path).then().statusCode(200).extract().asString();
        assertThat(SignedUrls.policy(url)).contains("\"IpAddress\":{\"AWS:SourceIp\":\"127.0.0.1/32\"}");
        assertThat(SignedUrls.status(url.replaceAll("[\\[\\]\"]", ""))).isEqualTo(200);
    }

    /**
     * The same URL, with the same expiry.
     */
    @ParameterizedTest
    @ValueSource(strings = { "blocking", "uni" })
    void cachedUnboundUrl_isNotUsedForABoundOne(String path) {
        String forEverybody = given().get("/bound/unbound").then().statusCode(200).extract().asString();
        assertThat(forEverybody).contains("Expires=").isEqualTo(given().get("/bound/unbound").asString());

        assertThat(SignedUrls.policy(given().get("/bound/" + path).then().statusCode(200).extract().asString()))
                .contains("\"IpAddress\":{\"AWS:SourceIp\":\"127.0.0.1/32\"}");
        assertThat(given().get("/bound/unbound").asString()).isEqualTo(forEverybody);
    }

    @ParameterizedTest
    @ValueSource(strings = { "X-Forwarded-For", "Forwarded", "X-Real-IP" })
    void forwardedAddress_withoutProxyConfiguration_isIgnored(String header) {
        String value = header.equals("Forwarded") ? "for=203.0.113.7" : "203.0.113.7";
        String url = given().header(header, value).get("/bound/blocking").then().statusCode(200).extract().asString();
        assertThat(SignedUrls.policy(url)).contains("127.0.0.1/32").doesNotContain("203.0.113.7");
    }

    @Test
    void callOutsideOfARequest_fails() {
        assertThatThrownBy(service::url).hasMessage("io.quarkiverse.cloudfront.signer.rest.BindToIpTest$Service#url: "
                + "bindToIp requires a viewer, but there is no current HTTP request");
    }

    @PermitAll
    @Path("/bound")
    public static class Resource {

        private final Service service;

        public Resource(Service service) {
            this.service = service;
        }

        @GET
        @Path("blocking")
        @SignedResource(signer = "steady", bindToIp = true)
        public String blocking() {
            return "/a.txt";
        }

        @GET
        @Path("unbound")
        @SignedResource(signer = "steady")
        public String unbound() {
            return "/a.txt";
        }

        @GET
        @Path("uni")
        @SignedResource(signer = "steady", bindToIp = true)
        public Uni<String> uni() {
            return Uni.createFrom().item("/a.txt");
        }

        @GET
        @Path("service")
        public String service() {
            return service.url();
        }
    }

    @ApplicationScoped
    @PermitAll
    public static class Service {

        @SignedResource(bindToIp = true)
        String url() {
            return "/a.txt";
        }
    }
}
