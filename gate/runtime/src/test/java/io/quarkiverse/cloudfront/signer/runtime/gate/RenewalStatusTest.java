package io.quarkiverse.cloudfront.signer.runtime.gate;

import static io.quarkiverse.cloudfront.signer.runtime.gate.GateSite.gate;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.runtime.gate.GateBrowser.GateResponse;

class RenewalStatusTest {

    private static final String RENEW = "/private-access/renew";

    private final GateSite site = new GateSite(gate("docs", "/docs/*"));

    @AfterEach
    void close() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(ints = { 300, 302, 303, 399 })
    void redirect_becomesAStatusForScripts(int status) {
        site.authentication = status;

        GateResponse response = site.browser().cookie("q_auth_old", "x").post(RENEW, "");

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.header("Location")).isNull();
        assertThat(response.cookies()).as("the login does not begin").isEmpty();
    }

    @Test
    void sessionThatHasEnded_isRemovedFromTheBrowser() {
        site.authentication = 302;
        site.endedSession = "q_session";

        GateResponse response = site.browser().cookie("q_session", "ended").post(RENEW, "");

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.cookies()).singleElement().asString().startsWith("q_session=;").contains("Max-Age=0");
    }

    @ParameterizedTest
    @ValueSource(ints = { 200, 299, 400, 503 })
    void otherStatus_isKept(int status) {
        site.authentication = status;

        GateResponse response = site.browser().post(RENEW, "");

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.header("Location")).isEqualTo(GateSite.PROVIDER + "S1");
        assertThat(response.cookies()).singleElement().asString().startsWith("q_auth_S1=");
    }

    @Test
    void otherRequests_areRedirected() {
        site.authentication = 302;

        for (GateResponse response : List.of(site.browser().get(RENEW), site.browser().post("/private", ""),
                site.browser().post(RENEW + "/x", ""))) {
            assertThat(response.status()).isEqualTo(302);
            assertThat(response.header("Location")).isEqualTo(GateSite.PROVIDER + "S1");
        }
    }

    @Test
    void pathWithDots_isTheSamePage() {
        site.authentication = 302;

        assertThat(site.browser().post("/x/.." + RENEW, "").status()).isEqualTo(401);
    }
}
