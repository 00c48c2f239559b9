package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkiverse.cloudfront.signer.fixtures.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;

/**
 * At DEBUG, the log explains each decision, and does not contain anything that grants access.
 */
@QuarkusTest
class LoggingTest {

    private static final Instant TOKEN_END = Instant.now().plusSeconds(300).truncatedTo(ChronoUnit.SECONDS);
    private static final Pattern SIGNATURE = Pattern.compile("Signature=([^&\";]+)");

    private static final Logger CATEGORY = Logger.getLogger("io.quarkiverse.cloudfront");

    /** Not with the configuration, which would also apply to later tests. */
    @BeforeEach
    void logEverything() {
        CATEGORY.setLevel(Level.ALL);
    }

    @AfterEach
    void logAsBefore() {
        CATEGORY.setLevel(null);
    }

    private static Response get(String path) {
        return get(path, TOKEN_END);
    }

    private static Response get(String path, Instant tokenEnd) {
        return given().auth().preemptive().oauth2(TestTokens.of("alice", tokenEnd)).get("/pictures/" + path);
    }

    @Test
    void decisions_areExplainedInTheLog() {
        // not used by any other test, so not cached
        Instant end = TOKEN_END.plusSeconds(1);
        try (CapturedLog log = CapturedLog.begin()) {
            get("canned", end).then().statusCode(200);
            get("canned", end).then().statusCode(200);
            get("album", end).then().statusCode(200);
            get("cookies", end).then().statusCode(204);
            get("elsewhere", end).then().statusCode(500);

            String signer = "The default signer ";
            String edge = TestOrigin.edge();
            assertThat(log.text().lines()).contains(
                    signer + "signs with key pair KDEV1DEFAULT",
                    signer + "already has a signature of key pair KDEV1DEFAULT, or one in progress",
                    signer + "grants " + edge + "/a.txt until " + end
                            + " to every viewer, with a canned policy, signed with key pair KDEV1DEFAULT",
                    signer + "grants " + edge + "/albums/* until " + end
                            + " to 127.0.0.1/32, with a custom policy, signed with key pair KDEV1DEFAULT",
                    method("cookies") + ": sets signed cookies for the path /albums/")
                    .anyMatch(line -> line.startsWith(
                            method("canned") + ": the grant expires with the user's token at " + end
                                    + " instead of 20"))
                    .anyMatch(line -> line
                            .startsWith(method("elsewhere") + ": Cannot sign \"https://elsewhere.example/a.txt?...\": "));
        }
    }

    @Test
    void rejection_isExplainedInTheLog() {
        try (CapturedLog log = CapturedLog.begin()) {
            given().auth().preemptive().oauth2(TestTokens.of("alice", Instant.now().minusSeconds(30))).get("/pictures/canned")
                    .then().statusCode(401);

            assertThat(log.text().lines()).anyMatch(line -> line.startsWith("Cannot sign: The user's token expired at "));
        }
    }

    /** Readers of a log may not be allowed to see the pictures. */
    @Test
    void log_showsNoSignature() {
        try (CapturedLog log = CapturedLog.begin()) {
            List<String> secrets = new ArrayList<>();
            for (String path : List.of("canned", "later", "album", "cookies", "elsewhere")) {
                Response response = get(path);
                String granted = response.asString() + response.headers().getValues("Set-Cookie");
                SIGNATURE.matcher(granted).results().forEach(signature -> secrets.add(signature.group(1)));
            }
            String url = get("canned").asString();
            assertThat(SignedUrls.status(url)).isEqualTo(200);
            assertThat(SignedUrls.status(url.replace("/a.txt", "/sub%20folder/b.txt"))).isEqualTo(403);

            String text = log.text();
            assertThat(text).as("including the lines of the edge").contains("200", "403 AccessDenied");
            assertThat(secrets).hasSize(5).allSatisfy(secret -> assertThat(text).doesNotContain(secret));
            assertThat(text).doesNotContain("Signature=").doesNotContain("Policy=").doesNotContain("secret=");
        }
    }

    private static String method(String name) {
        return Pictures.class.getName() + "#" + name;
    }

    @Path("/pictures")
    public static class Pictures {

        @GET
        @Path("canned")
        @SignedResource
        public String canned() {
            return "/a.txt";
        }

        @GET
        @Path("later")
        @SignedResource
        public Uni<List<String>> later() {
            return Uni.createFrom().item(List.of("/b.txt", "/c.txt?secret=x"));
        }

        @GET
        @Path("album")
        @SignedResource(resource = "/albums/*", bindToIp = true)
        public List<String> album() {
            return List.of("/albums/a.txt");
        }

        @GET
        @Path("cookies")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/albums/*")
        public void cookies() {
        }

        @GET
        @Path("elsewhere")
        @SignedResource
        public String elsewhere() {
            return "https://elsewhere.example/a.txt?secret=x";
        }
    }
}
