package io.quarkiverse.cloudfront.signer.it;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;

import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/**
 * Keycloak, whose tokens have the time of the login, and that of single sign-on is the first one's.
 */
@QuarkusTest
@Tag("nightly")
@TestProfile(KeycloakLoginsTest.Profile.class)
@NeedsProgram({ Program.BASH, Program.CHROMIUM, Program.FIREFOX })
class KeycloakLoginsTest extends OidcLoginsContract {

    public static class Profile implements QuarkusTestProfile {

        private static final String BACK_CHANNEL = "/back-channel-logout";

        @Override
        public Map<String, String> getConfigOverrides() {
            return config(BACK_CHANNEL);
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(KeycloakServer.class,
                    Map.of(KeycloakServer.BACK_CHANNEL_PATH, BACK_CHANNEL)));
        }
    }

    KeycloakServer keycloak;

    static Stream<Program> browsers() {
        return Stream.of(Program.CHROMIUM, Program.FIREFOX);
    }

    static Stream<List<Program>> allBrowsers() {
        return Stream.of(List.of(Program.CHROMIUM, Program.FIREFOX));
    }

    @Override
    void tokensLive(Duration life) {
        keycloak.tokensLive(life);
    }

    @Override
    void endSessions() {
        keycloak.logOut("alice");
    }

    @Override
    List<String> sessions() {
        return keycloak.sessions("alice");
    }

    @Override
    void endSession(String session) {
        keycloak.endSession(session);
    }

    @Override
    String form() {
        return "document.querySelector('#kc-login')";
    }

    /** Keycloak only asks for the password of a user whom it knows. */
    @Override
    String enter(String user) {
        return "(document.querySelector('#username') || {}).value = '" + user + "',"
                + " document.querySelector('#password').value = '" + keycloak.password(user) + "',"
                + " document.querySelector('#kc-login').click()";
    }

    @Override
    String issuer() {
        return keycloak.realmUrl();
    }

    @Override
    String subject(String user) {
        return keycloak.id(user);
    }
}
