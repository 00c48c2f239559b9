package io.quarkiverse.cloudfront.signer.runtime.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.fixtures.LogCapture;

class ForwardedAddressRecorderTest {

    private static final String FORWARDING = "quarkus.http.proxy.proxy-address-forwarding";
    private static final String TRUSTED = "quarkus.http.proxy.trusted-proxies";

    @AfterEach
    void reset() {
        System.clearProperty(FORWARDING);
        System.clearProperty(TRUSTED);
    }

    private static void assertWarned(boolean warned) {
        try (LogCapture log = new LogCapture(ForwardedAddressRecorder.class)) {
            new ForwardedAddressRecorder().check("Album.list()");
            if (warned) {
                assertThat(log.take()).containsExactly("WARN Album.list() uses bindToIp, and " + FORWARDING
                        + " is enabled without " + TRUSTED
                        + ", so every client that reaches the application directly can choose "
                        + "the address that is signed. Set " + TRUSTED + " to the addresses of your proxies, and have them "
                        + "replace the viewer's X-Forwarded-For header");
            } else {
                assertThat(log.take()).isEmpty();
            }
        }
    }

    @Test
    void forwardedAddressFromAnyone_isWarnedOf() {
        assertWarned(false);
        System.setProperty(FORWARDING, "false");
        assertWarned(false);
        System.setProperty(FORWARDING, "true");
        assertWarned(true);
        System.setProperty(TRUSTED, "192.0.2.1");
        assertWarned(false);
    }
}
