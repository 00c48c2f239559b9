package io.quarkiverse.cloudfront.signer.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.programs.Device;
import io.quarkiverse.cloudfront.signer.programs.Program;

/**
 * Providers that end a single session with a back-channel logout.
 */
abstract class OidcLoginsContract extends LoginsContract {

    static Map<String, String> config(String backChannel) {
        return config(Map.of(
                "quarkus.oidc.token.refresh-expired", "true",
                "quarkus.oidc.logout.backchannel.path", backChannel,
                "quarkus.oidc.logout.backchannel.logout-token-key", "sid"));
    }

    abstract List<String> sessions();

    abstract void endSession(String session);

    @ParameterizedTest
    @MethodSource("browsers")
    void backChannelLogout_endsOneSession(Program browser) throws Exception {
        Device first = BROWSERS.newDevice(browser);
        Device second = BROWSERS.newDevice(browser);
        logIn(first);
        Held ended = hold(first);
        List<String> sessions = sessions();
        assertThat(sessions).hasSize(1);
        logIn(second);
        Held other = hold(second);
        assertThat(sessions()).hasSize(2);

        endSession(sessions.get(0));

        awaitRefused(ended);
        assertThat(picture(second)).isEqualTo(200);
        assertServed(other);
        assertServed(hold(second));
        logIn(first);
        assertServed(hold(first));
        assertServed(other);
        assertRefused(ended);
    }
}
