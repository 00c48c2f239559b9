package io.quarkiverse.cloudfront.signer.frameworks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;

import jakarta.annotation.security.PermitAll;

import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkiverse.cloudfront.signer.fixtures.TestTokens;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/**
 * Annotated methods of a GraphQL API.
 */
@Tag("nightly")
class GraphQLTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(
                    root -> root.addClasses(Api.class, UserApi.class, Photo.class))
            .overrideConfigKey("quarkus.http.host", "127.0.0.1")
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.cloudfront-signer.expires-in", "1h")
            .overrideConfigKey("quarkus.http.auth.proactive", "false")
            .overrideConfigKey("mp.jwt.verify.issuer", TestTokens.ISSUER)
            .overrideConfigKey("mp.jwt.verify.publickey", TestTokens.publicKey());

    @ParameterizedTest
    @CsvSource({ "{text}, text", "{later}, later", "{granted(folder:\"sub folder\")}, granted", "{uris}, uris[1]",
            "{photo{image}}, photo.image", "{photo{later}}, photo.later",
            "{photos{image}}, photos[1].image", "{photos{batched}}, photos[1].batched" })
    void field_isSigned(String query, String path) {
        String url = query(query, null).statusCode(200).extract().path("data." + path);
        assertThat(url).contains("Signature=");
        assertThat(SignedUrls.status(url)).isEqualTo(200);
    }

    @Test
    void placeholder_isAParameter() {
        String url = query("{granted(folder:\"sub folder\")}", null).extract().path("data.granted");
        assertThat(SignedUrls.resource(url)).endsWith("/sub%20folder/*");
        assertRefused("{granted(folder:\"*\")}", "Api#granted: ", "the policy does not cover it");
    }

    @ParameterizedTest
    @CsvSource({ "{text}, text", "{later}, later", "{photo{image}}, photo.image", "{granted(folder:\"sub folder\")}, granted",
            "{ofUser}, ofUser" })
    void url_expiresWithTheToken(String query, String path) {
        Instant end = Instant.now().plusSeconds(600);
        String url = query(query, TestTokens.of("alice", end)).extract().path("data." + path);
        assertThat(SignedUrls.expiry(url)).isEqualTo(end.getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(strings = { "{text}", "{later}" })
    void expiredToken_isRejected(String query) {
        ValidatableResponse response = query(query, TestTokens.of("alice", Instant.now().minusSeconds(20)));
        assertThat(response.extract().asString()).contains("\"errors\"").doesNotContain("a.txt");
    }

    @Test
    void anonymousQuery_isRejected() {
        assertThat(query("{forUsers}", null).extract().asString()).contains("\"errors\"")
                .doesNotContain("Signature=", "a.txt");
        String url = query("{forUsers}", TestTokens.of("alice", Instant.now().plusSeconds(600))).extract()
                .path("data.forUsers");
        assertThat(SignedUrls.status(url)).isEqualTo(200);
    }

    @Test
    void boundUrl_hasTheAddressOfTheViewer() {
        String url = query("{bound}", null).extract().path("data.bound");
        assertThat(SignedUrls.policy(url)).contains("127.0.0.1/32");
    }

    @Test
    void methodWithCookies_setsThem() {
        ValidatableResponse response = query("{cookies}", TestTokens.of("alice", Instant.now().plusSeconds(600)));
        assertThat(response.extract().headers().getValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("CloudFront-Signature="));
        assertThat(response.extract().header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(query("{cookies}", null).extract().headers().getValues("Set-Cookie")).isEmpty();
    }

    @Test
    void response_isCachedNoLongerThanItsUrls() {
        assertThat(query("{text}", null).extract().header("Cache-Control")).startsWith("private, max-age=");
    }

    @Test
    void unsignableUrl_isAnErrorWithoutTheUrl() {
        assertRefused("{foreign}", "Api#foreign: Cannot sign", "its host is not one of");
    }

    @Test
    void userWhoseNameIsNotASegment_isForbidden() {
        try (CapturedLog log = CapturedLog.begin("io.quarkiverse")) {
            assertThat(query("{ofUser}", TestTokens.of("..", Instant.now().plusSeconds(600))).extract().asString())
                    .contains("\"errors\"").doesNotContain("a.txt");
            assertThat(log.messages(Level.WARNING)).singleElement().asString().startsWith("Access denied: the user's claims");
        }
    }

    private static void assertRefused(String query, String... reasons) {
        try (CapturedLog log = CapturedLog.begin()) {
            String body = query(query, null).extract().asString();
            assertThat(body).contains("\"errors\"", "System error").doesNotContain("secret", "elsewhere", "Signature=", ".txt");
            assertThat(log.text()).contains(reasons).doesNotContain("t0ken");
            assertThat(log.messages(Level.WARNING)).isNotEmpty();
        }
    }

    private static ValidatableResponse query(String query, String token) {
        return (token == null ? given() : given().auth().preemptive().oauth2(token)).contentType("application/json")
                .body(new JsonObject().put("query", query).encode()).post("/graphql").then();
    }

    public record Photo(String title, String path) {
    }

    @GraphQLApi
    public static class UserApi {

        @Query
        @SignedResource
        public String forUsers() {
            return "/a.txt";
        }
    }

    @GraphQLApi
    @PermitAll
    public static class Api {

        private static final String FOREIGN = "http://elsewhere.example/secret.txt?token=t0ken";

        @Query
        @SignedResource
        public String text() {
            return "/a.txt";
        }

        @Query
        @SignedResource
        public Uni<String> later() {
            return Uni.createFrom().item("/a.txt");
        }

        @Query
        @SignedResource
        public List<URI> uris() {
            return List.of(URI.create("/a.txt"), URI.create("/sub%20folder/b.txt"));
        }

        @Query
        @SignedResource(resource = "/{folder}/*")
        public String granted(String folder) {
            return "/sub%20folder/b.txt";
        }

        @Query
        @SignedResource(resource = "/{claim.tenant}/{principal}/*")
        public String ofUser() {
            return "/acme/alice/a.txt";
        }

        @Query
        @SignedResource(bindToIp = true)
        public String bound() {
            return "/a.txt";
        }

        @Query
        @SignedResource(delivery = Delivery.COOKIES, resource = "/*")
        public String cookies() {
            return "/a.txt";
        }

        @Query
        @SignedResource
        public String foreign() {
            return FOREIGN;
        }

        @Query
        public Photo photo() {
            return new Photo("first", "/a.txt");
        }

        @Query
        public List<Photo> photos() {
            return List.of(photo(), photo());
        }

        @SignedResource
        public String image(@Source Photo photo) {
            return photo.path();
        }

        @SignedResource
        public Uni<String> later(@Source Photo photo) {
            return Uni.createFrom().item(photo.path());
        }

        @SignedResource
        public List<String> batched(@Source List<Photo> photos) {
            return photos.stream().map(Photo::path).toList();
        }
    }
}
