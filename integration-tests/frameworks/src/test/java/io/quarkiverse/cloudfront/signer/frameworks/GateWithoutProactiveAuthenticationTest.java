package io.quarkiverse.cloudfront.signer.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.Response;

/**
 * A gate in an application that only authenticates users when it needs them.
 */
@Tag("nightly")
class GateWithoutProactiveAuthenticationTest extends GateVisitor {

    @RegisterExtension
    static final QuarkusUnitTest TEST = TestProvider.webApp()
            .withApplicationRoot(root -> root.addClasses(TestProvider.class, GateVisitor.class))
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.SEVERE.intValue())
            .assertLogRecords(records -> assertThat(records).extracting(LogRecord::getMessage).isEmpty())
            .overrideConfigKey("quarkus.http.auth.proactive", "false")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.resource", "/docs/*")
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.oidc.logout.backchannel.path", "/back-channel-logout");

    @ConfigProperty(name = "quarkus.cloudfront-signer.url")
    String site;

    @Test
    void loginsInTwoTabs_leadBackToTheirPages() {
        Response first = get(login("/docs/a.html#part"));
        Response second = get(login("/docs/b.html"));

        String loggedIn = get(callback(first, code(HOUR))).header("Location");
        assertThat(get(loggedIn.substring(loggedIn.indexOf("/private-access"))).header("Location"))
                .isEqualTo(site + "/docs/a.html#part");

        String resumed = get(callback(second, code(HOUR))).header("Location");
        assertThat(get(resumed).header("Location")).isEqualTo(site + "/docs/b.html");
    }

    @Test
    void renewalWithoutSession_isNotLedToTheLogin() {
        assertThat(request().post("/private-access/renew").statusCode()).isEqualTo(401);
        browser.put("q_session", "ended");
        assertThat(request().post("/private-access/renew").statusCode()).isEqualTo(401);

        logIn(login("/docs/a.html"));
        assertThat(request().post("/private-access/renew").statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(ints = { 60, HOUR })
    void requestAfterABackChannelLogout_needsALogin(int seconds) {
        assertNextRequestNeedsALogin(seconds);
    }
}
