package io.quarkiverse.cloudfront.signer.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.logging.LogRecord;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;

/**
 * An application without a gate, in which the logout of quarkus-oidc revokes.
 */
@Tag("nightly")
class LogoutWithoutGateTest extends GateVisitor {

    @RegisterExtension
    static final QuarkusUnitTest TEST = TestProvider.webApp()
            .withApplicationRoot(root -> root.addClasses(Film.class, TestProvider.class, TestOrigin.class, GateVisitor.class))
            .setLogRecordPredicate(record -> record.getLoggerName().endsWith(".GateRecorder"))
            .assertLogRecords(records -> assertThat(records).extracting(LogRecord::getMessage)
                    .containsExactly("There is no gate, so no login protects the site. Set "
                            + "quarkus.cloudfront-signer.gate.resource to the files that are private, such as /*, or remove "
                            + "quarkus-cloudfront-signer-gate"))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.cloudfront-signer.marks.enabled", "true")
            .overrideConfigKey("quarkus.cloudfront-signer.marks.revoke-on", "logout")
            .overrideConfigKey("quarkus.oidc.logout.path", "/logout");

    @Test
    void logout_revokesUnlessAnotherSiteOrAPrefetchAsksForIt() throws Exception {
        JsonObject code = code(HOUR);
        code.getJsonObject("id").put("auth_time", Instant.now().getEpochSecond());
        logIn("/film?x=1", code);
        String url = get("/film").asString();
        assertThat(SignedUrls.status(url)).isEqualTo(200);

        Response foreign = comeFromAnotherSite("/logout");
        assertThat(foreign.statusCode()).isEqualTo(409);
        assertThat(foreign.header("Cache-Control")).isEqualTo("no-store");
        assertThat(receive(request().header("Sec-Purpose", "prefetch").get("/logout")).statusCode()).isEqualTo(503);
        assertThat(receive(request().head("/logout")).statusCode()).isEqualTo(200);
        assertThat(get("/film").statusCode()).as("still logged in").isEqualTo(200);
        assertThat(SignedUrls.status(url)).isEqualTo(200);

        assertThat(get("/logout").header("Location")).startsWith(TestProvider.url() + "/end");
        await().atMost(Duration.ofSeconds(60)).until(() -> SignedUrls.status(url) == 403);
    }

    @Path("/film")
    public static class Film {

        @GET
        @SignedResource
        public String url() {
            return "/a.txt";
        }
    }
}
