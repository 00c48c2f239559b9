package io.quarkiverse.cloudfront.signer.it;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;

import io.quarkiverse.cloudfront.signer.it.gate.NodeProvider;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/**
 * The npm package oidc-provider, whose tokens do not have the time of the login, and which asks whether to log out.
 */
@QuarkusTest
@Tag("nightly")
@TestProfile(OidcProviderLoginsTest.Profile.class)
@NeedsProgram({ Program.NPM, Program.CHROMIUM })
class OidcProviderLoginsTest extends OidcLoginsContract {

    public static class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return config(NodeProvider.BACK_CHANNEL);
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(NodeProvider.class));
        }
    }

    NodeProvider provider;

    @Override
    void tokensLive(Duration life) {
        provider.tokensLive(life);
    }

    @Override
    void endSessions() {
        provider.endSessions();
    }

    @Override
    List<String> sessions() {
        return provider.sessions();
    }

    @Override
    void endSession(String session) {
        provider.endSession(session);
    }

    @Override
    String form() {
        return "document.title === 'Log in'";
    }

    @Override
    String enter(String user) {
        return "document.querySelector('button').click()";
    }

    @Override
    String confirmation() {
        return "document.querySelector('button[name=logout][value=yes]')";
    }

    @Override
    String issuer() {
        return provider.url();
    }

    @Override
    String subject(String user) {
        return user;
    }
}
