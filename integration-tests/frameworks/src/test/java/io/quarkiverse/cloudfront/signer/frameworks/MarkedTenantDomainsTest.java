package io.quarkiverse.cloudfront.signer.frameworks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;

import jakarta.inject.Inject;

import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.Grants;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.TestTokens;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.restassured.response.ExtractableResponse;
import io.vertx.core.json.JsonObject;

/**
 * Domains of tenants with marks. Whatever a user of a tenant gets works with the user's mark only, until it is revoked.
 */
class MarkedTenantDomainsTest extends TenantDomainsContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = application(Api.class, Messages.class, TestSocket.class)
            .overrideConfigKey("quarkus.http.host", "127.0.0.1")
            .overrideConfigKey("quarkus.cloudfront-signer.marks.enabled", "true");

    @Inject
    Grants grants;

    private static String token(String user) {
        return TestTokens.of(user, claims -> claims.claim("tenant", "acme"));
    }

    private static ExtractableResponse<?> getAs(String user, String path) {
        return given().auth().preemptive().oauth2(token(user)).get("/files/" + path).then().extract();
    }

    private static int status(String url, String... cookies) {
        return fetch(url, URI.create(url).getHost(), cookies).statusCode();
    }

    private void assertMarkedAndRevocable(String user, String url) {
        assertThat(url).contains("mark=" + grants.mark(TestTokens.ISSUER, user).get(0) + ".");
        assertThat(status(url)).isEqualTo(200);
        assertThat(status(url.replaceFirst("mark=[^&]*&", ""))).isEqualTo(403);

        grants.revoke(TestTokens.ISSUER, user).await().indefinitely();

        assertThat(status(url)).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = { "url", "later", "stream", "fields", "resource", "download", "page", "playlist", "code" })
    void url_needsTheMarkOfTheUser(String path) {
        String user = "user-of-" + path;
        Matcher url = URL.matcher(getAs(user, path).body().asString());

        assertThat(url.find()).isTrue();
        assertMarkedAndRevocable(user, url.group());
    }

    @Test
    void cookies_needTheMarkOfTheUser() {
        ExtractableResponse<?> response = getAs("user-of-cookies", "cookies");
        String url = response.body().asString();
        List<String> cookies = cookies(response);
        assertThat(cookies).anyMatch(cookie -> cookie.startsWith(
                "q_cloudfront_mark=" + grants.mark(TestTokens.ISSUER, "user-of-cookies").get(0) + "."));
        assertThat(status(url, cookies.toArray(String[]::new))).isEqualTo(200);
        assertThat(status(url, cookies.stream().filter(cookie -> !cookie.startsWith("q_")).toArray(String[]::new)))
                .isEqualTo(403);

        grants.revoke(TestTokens.ISSUER, "user-of-cookies").await().indefinitely();

        assertThat(status(url, cookies.toArray(String[]::new))).isEqualTo(403);
    }

    @Test
    void urlOfAGraphQLApi_needsTheMarkOfTheUser() {
        String url = given().auth().preemptive().oauth2(token("user-of-graphql")).contentType("application/json")
                .body(new JsonObject().put("query", "{file}").encode()).post("/graphql").then().extract().path("data.file");

        assertMarkedAndRevocable("user-of-graphql", url);
    }

    /** The connection outlives the login, whose mark it has. */
    @Test
    void webSocketOfARevokedUser_getsUrlsThatAreRefused() throws Exception {
        try (TestSocket socket = new TestSocket("messages", token("user-of-socket"))) {
            assertMarkedAndRevocable("user-of-socket", socket.say("/a.txt"));

            assertThat(status(socket.say("/a.txt?again=1"))).isEqualTo(403);
        }
        try (TestSocket socket = new TestSocket("messages", token("another-user"))) {
            assertThat(status(socket.say("/a.txt"))).isEqualTo(200);
        }
    }

    @GraphQLApi
    public static class Api {

        @Query
        @SignedResource
        public String file() {
            return "/a.txt";
        }
    }

    @WebSocket(path = "/messages")
    public static class Messages {

        @OnTextMessage
        @SignedResource
        String url(String path) {
            return path;
        }
    }
}
