package io.quarkiverse.cloudfront.signer.runtime.gate;

import static io.quarkiverse.cloudfront.signer.runtime.gate.GateSite.gate;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.runtime.gate.GateBrowser.GateResponse;

class GateFilesTest {

    private final GateSite site = new GateSite(gate("docs", "/docs/*"));

    @AfterEach
    void close() {
        site.close();
    }

    /** quarkus-oidc leads a viewer whose session cannot be read to the provider, whatever the viewer requests. */
    @ParameterizedTest
    @ValueSource(strings = { "denied", "denied.js", "gate.css", "renew.js" })
    void file_isSentBeforeTheAuthentication(String file) {
        site.authentication = 302;

        for (String method : new String[] { "GET", "HEAD" }) {
            GateResponse response = site.browser().send(method, "/private-access/" + file, "");

            assertThat(response.status()).as(method).isEqualTo(200);
            assertThat(response.cookies()).as(method).isEmpty();
        }
        assertThat(site.usersAsked).isZero();
        assertThat(site.browser().post("/private-access/" + file, "x").status()).isEqualTo(302);
    }
}
