package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The values of placeholders. Viewers cannot widen the grant with anything that they send.
 */
@QuarkusTest
class PlaceholderTest {

    @Inject
    Service service;

    @ParameterizedTest
    @CsvSource({
            // request, granted
            "albums/7/undeclared, /albums/7/*",
            "albums/7/pictures/summit, /albums/7/summit/*",
            "albums/7/renamed/summit, /albums/7/summit/*",
            "albums/7/rest-path-renamed/summit, /albums/7/summit/*",
            "numbers/42/cover, /numbers/42/*",
            "superclass/7/inherited/summit, /superclass/7/summit/*",
    })
    void pathParameter_fillsTheResource(String request, String granted) {
        String url = given().get("/" + request).then().statusCode(200).extract().asString();
        assertThat(SignedUrls.resource(url)).isEqualTo(TestOrigin.edge() + granted);
    }

    @ParameterizedTest
    @CsvSource({
            // as the viewer sends it, as the policy contains it
            "%2A, %2A",
            "*, %2A",
            "a%2Ab, a%2Ab",
            "a%3Fb, a%3Fb",
            "a%2Fb, a%2Fb",
            "a%23b, a%23b",
            "a%22%7D%5D%22b, a%22%7D%5D%22b",
            "a%5Cb, a%5Cb",
            "a%0A2026-01-01%20forged, a%0A2026-01-01%20forged",
            "a%00b, a%00b",
            "%C3%A4, %C3%A4",
            "%F0%9F%8F%94, %F0%9F%8F%94",
            "a%7Bb%7D, a%7Bb%7D",
            "a%25b, a%25b",
            "a+b, a%2Bb",
    })
    void value_becomesOneEncodedSegment(String sent, String granted) throws IOException {
        String answer = Requests.raw("/albums/" + sent + "/encoded");
        assertThat(answer).startsWith("HTTP/1.1 200");
        String url = answer.substring(answer.lastIndexOf('\n') + 1);
        assertThat(SignedUrls.resource(url)).isEqualTo(TestOrigin.edge() + "/albums/" + granted + "/*");
    }

    @ParameterizedTest
    @ValueSource(strings = { "..", ".", "%2E%2E", "%2e.", "%2E", "..%3Bx", ".;x", "%2E%2E;x=1", "..%2F..%2Fb", "a%2F..", "",
            "%", "%ZZ" })
    void valueThatIsNotASegment_isRejected(String sent) throws IOException {
        String answer = Requests.raw("/albums/" + sent + "/encoded");
        assertThat(answer).doesNotContain("HTTP/1.1 200").doesNotContain("Signature=");
    }

    /**
     * Matrix parameters are not part of the value.
     */
    @Test
    void matrixParameter_doesNotWidenTheGrant() throws IOException {
        String answer = Requests.raw("/albums/7;x=*/undeclared");
        assertThat(answer).startsWith("HTTP/1.1 200");
        String resource = SignedUrls.resource(answer.substring(answer.lastIndexOf('\n') + 1));
        assertThat(resource).startsWith(TestOrigin.edge() + "/albums/7").endsWith("/*");
        assertThat(resource.substring(0, resource.length() - 1)).doesNotContain("*");
    }

    @Test
    void longValue_isNotFound() throws IOException {
        try (CapturedLog log = CapturedLog.begin()) {
            assertThat(Requests.raw("/albums/" + "a".repeat(5_000) + "/encoded")).startsWith("HTTP/1.1 404")
                    .doesNotContain("Signature=");
            assertThat(log.messages(Level.WARNING)).containsExactly("io.quarkiverse.cloudfront.signer.rest."
                    + "PlaceholderTest$Albums#encoded: The resource /albums/{id}/* cannot be signed: path parameters would add "
                    + "more than 2048 percent-encoded characters");
            assertThat(log.text()).doesNotContain("\tat ");
        }
    }

    @Test
    void rejectedValue_isLoggedWithoutTheValue() throws IOException {
        try (CapturedLog log = CapturedLog.begin()) {
            assertThat(Requests.raw("/albums/..%3B%0Aforged/encoded")).startsWith("HTTP/1.1 404").endsWith("\r\n\r\n");
            assertThat(log.messages(Level.WARNING)).containsExactly("io.quarkiverse.cloudfront.signer.rest."
                    + "PlaceholderTest$Albums#encoded: The resource /albums/{id}/* cannot be signed with this value of {id}. "
                    + "A segment of a path must not be a dot segment");
        }
    }

    /** An origin that decodes it would read a dot segment. */
    @Test
    void valueThatTheUrlGuardRefuses_isQuotedWithoutItsControlCharacters() throws IOException {
        try (CapturedLog log = CapturedLog.begin()) {
            assertThat(Requests.raw("/albums/a%2F..%2F%0Aforged/encoded")).startsWith("HTTP/1.1 404");
            assertThat(log.messages(Level.WARNING)).singleElement().asString().doesNotContain("\n")
                    .contains("PlaceholderTest$Albums#encoded: Cannot sign ", "%0Aforged", "it has a dot segment");
        }
    }

    @Test
    void parameterOfAnyBean_fillsTheResource() {
        UUID id = UUID.randomUUID();
        assertThat(SignedUrls.resource(service.byLong(Long.MIN_VALUE))).endsWith("/numbers/-9223372036854775808/*");
        assertThat(SignedUrls.resource(service.byInteger(BigInteger.TEN.pow(30))))
                .endsWith("/numbers/1" + "0".repeat(30) + "/*");
        assertThat(SignedUrls.resource(service.byUuid(id))).endsWith("/ids/" + id + "/*");
        assertThat(SignedUrls.resource(service.byText("a b/*", 2))).endsWith("/texts/a%20b%2F%2A/no-2/*");
        assertThat(SignedUrls.resource(service.byLetter('*'))).endsWith("/letters/%2A/*");
    }

    /**
     * If the method changes a mutable argument, the grant still has its original value.
     */
    @Test
    void arguments_areReadBeforeTheCall() {
        assertThatThrownBy(() -> service.urls("mine", "/texts/other/a.txt"))
                .hasMessageContaining("the policy does not cover it; its resource is " + TestOrigin.edge() + "/texts/mine/*");
        assertThat(service.urls("mine", "/texts/mine/a.txt")).hasSize(1);
    }

    @PermitAll
    @Path("/albums/{id}")
    public static class Albums {

        @GET
        @Path("undeclared")
        @SignedResource(resource = "/albums/{id}/*")
        public String undeclared(@Context UriInfo info) {
            return "/albums/" + info.getPathParameters().getFirst("id") + "/a.txt";
        }

        @GET
        @Path("encoded")
        @SignedResource(resource = "/albums/{id}/*")
        public String encoded(@PathParam("id") String id) {
            return "/albums/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20")
                    .replace("*", "%2A") + "/a.txt";
        }

        @GET
        @Path("pictures/{picture}")
        @SignedResource(resource = "/albums/{id}/{picture}/*")
        public String picture(String id, String picture) {
            return "/albums/" + id + "/" + picture + "/a.jpg";
        }

        @GET
        @Path("renamed/{picture}")
        @SignedResource(resource = "/albums/{id}/{picture}/*")
        public String renamed(@PathParam("picture") String name, @PathParam("id") String album) {
            return "/albums/" + album + "/" + name + "/a.jpg";
        }

        @GET
        @Path("rest-path-renamed/{picture}")
        @SignedResource(resource = "/albums/{id}/{picture}/*")
        public String restPathRenamed(@RestPath("picture") String name, @RestPath("id") String picture) {
            return "/albums/" + picture + "/" + name + "/a.jpg";
        }
    }

    @PermitAll
    @Path("/numbers/{id: \\d{1,3}}")
    public static class Numbers {

        @GET
        @Path("cover")
        @SignedResource(resource = "/numbers/{id}/*")
        public String cover(int id) {
            return "/numbers/" + id + "/cover.jpg";
        }
    }

    public abstract static class Superclass {

        @GET
        @PermitAll
        @Path("inherited/{picture}")
        @SignedResource(resource = "/superclass/{album}/{picture}/*")
        public String inherited(@PathParam("album") String album, @PathParam("picture") String picture) {
            return "/superclass/" + album + "/" + picture + "/a.jpg";
        }
    }

    @Path("/superclass/{album}")
    public static class OfSuperclass extends Superclass {
    }

    @ApplicationScoped
    @PermitAll
    public static class Service {

        @SignedResource(signer = "unbound", resource = "/numbers/{number}/*")
        String byLong(Long number) {
            return "/numbers/" + number + "/a.txt";
        }

        @SignedResource(signer = "unbound", resource = "/numbers/{number}/*")
        String byInteger(BigInteger number) {
            return "/numbers/" + number + "/a.txt";
        }

        @SignedResource(signer = "unbound", resource = "/ids/{id}/*")
        String byUuid(UUID id) {
            return "/ids/" + id + "/a.txt";
        }

        @SignedResource(signer = "unbound", resource = "/texts/{text}/no-{number}/*")
        String byText(String text, int number) {
            return "/texts/a%20b%2F%2A/no-2/a.txt";
        }

        @SignedResource(signer = "unbound", resource = "/letters/{letter}/*")
        String byLetter(char letter) {
            return "/letters/%2A/a.txt";
        }

        @SignedResource(signer = "unbound", resource = "/texts/{text}/*")
        List<String> urls(String text, String url) {
            return List.of(url);
        }
    }
}
