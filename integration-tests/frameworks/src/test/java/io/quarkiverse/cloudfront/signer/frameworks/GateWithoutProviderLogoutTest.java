package io.quarkiverse.cloudfront.signer.frameworks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;

/**
 * A gate whose logout revokes, but leaves the session of the provider, which continues its login when the user comes back.
 */
@Tag("nightly")
class GateWithoutProviderLogoutTest extends GateVisitor {

    @RegisterExtension
    static final QuarkusUnitTest TEST = TestProvider.webApp()
            .withApplicationRoot(root -> root.addClasses(TestProvider.class, TestOrigin.class, GateVisitor.class))
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue()
                    && record.getLoggerName().endsWith(".OidcGateSession"))
            .assertLogRecords(records -> assertThat(records).extracting(LogRecord::getMessage).singleElement().asString()
                    .startsWith("%s is not set, so a logout ends the session of the application, but not that of the provider"))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.cloudfront-signer.marks.enabled", "true")
            .overrideConfigKey("quarkus.cloudfront-signer.marks.revoke-on", "logout")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.resource", "/*");

    @ConfigProperty(name = "quarkus.cloudfront-signer.url")
    String site;

    private static JsonObject login(Instant start) {
        JsonObject code = code(HOUR);
        code.getJsonObject("id").put("sid", "session-of-alice").put("auth_time", start.getEpochSecond());
        return code;
    }

    private int file() {
        return given().cookies(browser).get(site + "/a.txt").statusCode();
    }

    @Test
    void userWhoHasLoggedOut_comesBackWithTheLinkOfTheRefusedPage() {
        Instant first = Instant.now().minusSeconds(100);
        logIn(login("/a.txt"), login(first));
        assertThat(file()).isEqualTo(200);
        assertThat(get("/private-access/logout").statusCode()).isEqualTo(200);

        logIn(login("/a.txt"), login(first));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(file()).as("single sign-on").isEqualTo(403));
        Response refused = get(login("/a.txt") + "&refused=1");
        assertThat(refused.statusCode()).isEqualTo(409);
        Matcher link = Pattern.compile("<a href=\"([^\"]*)\">Log in again</a>").matcher(refused.asString());
        assertThat(link.find()).isTrue();

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            Response challenge = get(link.group(1).replace("&amp;", "&"));
            assertThat(challenge.header("Location")).startsWith(TestProvider.url()).endsWith("&prompt=login");
            URI back = URI.create(get(callback(challenge, login(Instant.now()))).header("Location"));
            assertThat(get(back.getRawPath() + "?" + back.getRawQuery()).header("Location")).isEqualTo(site + "/a.txt");
            assertThat(file()).isEqualTo(200);
        });
    }
}
