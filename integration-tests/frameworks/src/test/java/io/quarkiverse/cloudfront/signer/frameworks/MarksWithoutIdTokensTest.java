package io.quarkiverse.cloudfront.signer.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.Grants;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;

/**
 * Marks with the settings that Quarkus has for GitHub and Spotify, which do not issue ID tokens: users choose their names, and
 * each provider counts its users.
 */
@Tag("nightly")
class MarksWithoutIdTokensTest extends GateVisitor {

    @RegisterExtension
    static final QuarkusUnitTest TEST = provider(provider(new QuarkusUnitTest(), "", "github"), "spotify.", "spotify")
            .withApplicationRoot(root -> root.addClasses(Film.class, Song.class, TestProvider.class, TestOrigin.class,
                    GateVisitor.class, CapturedLog.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-oidc", System.getProperty("version.quarkus"))))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.cloudfront-signer.marks.enabled", "true")
            .overrideConfigKey("quarkus.cloudfront-signer.marks.revoke-on", "logout")
            .overrideConfigKey("quarkus.cloudfront-signer.marks.subject-claim", "id")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.resource", "/*")
            .overrideConfigKey("quarkus.smallrye-jwt.enabled", "false")
            .overrideConfigKey("quarkus.keycloak.devservices.enabled", "false")
            .overrideConfigKey("quarkus.oidc.authentication.redirect-path", "/callback")
            .overrideConfigKey("quarkus.oidc.spotify.authentication.redirect-path", "/song/callback")
            .overrideConfigKey("quarkus.oidc.spotify.tenant-paths", "/song,/song/*");

    private static QuarkusUnitTest provider(QuarkusUnitTest test, String tenant, String provider) {
        String prefix = "quarkus.oidc." + tenant;
        return test.overrideConfigKey(prefix + "provider", provider)
                .overrideConfigKey(prefix + "auth-server-url", TestProvider.url())
                .overrideConfigKey(prefix + "user-info-path", TestProvider.url() + "/userinfo")
                .overrideConfigKey(prefix + "authentication.restore-path-after-redirect", "true")
                .overrideConfigKey(prefix + "client-id", "site")
                .overrideConfigKey(prefix + "credentials.secret", "a-secret-of-at-least-thirty-two-characters");
    }

    @Inject
    Grants grants;

    private static JsonObject code(JsonObject userInfo) {
        return new JsonObject().put("access", new JsonObject().put("opaque", true).put("lives", HOUR)
                .put("userinfo", userInfo));
    }

    private static JsonObject user(int id, String name) {
        return new JsonObject().put("id", id).put("login", name).put("name", name).put("display_name", name);
    }

    private Response call(String path, JsonObject userInfo) {
        browser.clear();
        return logIn(path, code(userInfo));
    }

    private String url(String path, int id, String name) {
        Response answer = call(path, user(id, name));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.asString();
    }

    private String mark(String issuer, int id) {
        return "mark=" + grants.mark(issuer, String.valueOf(id)).get(0) + ".";
    }

    @Test
    void renamedUser_isTheSameUser() throws Exception {
        long before = Instant.now().getEpochSecond();

        String anna = url("/film", 11, "Anna");

        assertThat(anna).contains(mark("tenant:Default", 11));
        assertThat(url("/film", 11, "The Other Anna")).contains(mark("tenant:Default", 11));
        assertThat(SignedUrls.status(anna)).isEqualTo(200);
        String start = anna.replaceFirst(".*mark=[^.]*\\.([^.-]*).*", "$1");
        assertThat(Long.parseLong(start, 36)).as("the login").isBetween(before, Instant.now().getEpochSecond());
        await().until(() -> Instant.now().getEpochSecond() > Long.parseLong(start, 36));
        assertThat(get("/film").asString()).as("later in the session").contains(mark("tenant:Default", 11));
    }

    /** Otherwise, whoever takes the name of a user could revoke that user's files with a logout. */
    @Test
    void usersWithOneName_areTwoUsers() throws Exception {
        String other = url("/film", 22, "Bob");
        String bob = url("/film", 21, "Bob");

        assertThat(get("/private-access/logout").statusCode()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(60)).until(() -> SignedUrls.status(bob) == 403);
        assertThat(SignedUrls.status(other)).isEqualTo(200);
        grants.revoke("tenant:Default", "22").await().indefinitely();
        assertThat(SignedUrls.status(other)).isEqualTo(403);
    }

    @Test
    void usersOfTwoProviders_areTwoUsers() {
        assertThat(url("/song", 31, "Carol")).contains(mark("tenant:spotify", 31));
        assertThat(url("/film", 31, "Carol")).contains(mark("tenant:Default", 31));
    }

    @Test
    void userWithoutTheClaim_isForbidden() {
        try (CapturedLog log = CapturedLog.begin()) {
            assertThat(call("/film", user(41, "Dave").putNull("id")).statusCode()).isEqualTo(403);

            assertThat(log.messages(Level.WARNING)).filteredOn(message -> message.contains("Access denied")).hasSize(1)
                    .allMatch(message -> message.contains("quarkus.cloudfront-signer.marks.subject-claim"));
            assertThat(log.messages(Level.SEVERE)).isEmpty();
        }
    }

    @Path("/film")
    public static class Film {

        @GET
        @SignedResource
        public String url() {
            return "/a.txt";
        }
    }

    @Path("/song")
    public static class Song {

        @GET
        @SignedResource
        public String url() {
            return "/a.txt";
        }
    }
}
