package io.quarkiverse.cloudfront.signer.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.programs.Device;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/**
 * The settings that Quarkus has for GitHub, which does not issue ID tokens, and does not have logouts.
 */
@QuarkusTest
@Tag("nightly")
@TestProfile(UserInfoLoginsTest.Profile.class)
class UserInfoLoginsTest extends LoginsContract {

    public static class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return config(Map.of(
                    "quarkus.oidc.logout.path", "",
                    "quarkus.oidc.logout.post-logout-path", "",
                    "quarkus.oidc.roles.source", "userinfo",
                    "quarkus.oidc.roles.role-claim-path", "groups",
                    "quarkus.cloudfront-signer.marks.revoke-on", "logout",
                    "quarkus.cloudfront-signer.marks.subject-claim", "id"));
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(UserInfoProvider.class));
        }
    }

    UserInfoProvider provider;

    @AfterEach
    void restoreNames() {
        List.of("carol", "dave", "erin").forEach(user -> provider.rename(user, user));
    }

    /** Nobody else uses these users, who are refused for a minute after a revocation. */
    @ParameterizedTest
    @MethodSource("browsers")
    void renamedUser_isTheSameUser(Program browser) throws Exception {
        Device first = BROWSERS.newDevice(browser);
        Device second = BROWSERS.newDevice(browser);
        logIn(first, "carol");
        Held before = hold(first);

        provider.rename("carol", "Carol the Great");
        logIn(second, "carol");
        Held after = hold(second);

        assertThat(pseudonym(after)).isEqualTo(pseudonym(before)).isIn(grants.mark(issuer(), subject("carol")));
        grants.revoke(issuer(), subject("carol")).await().indefinitely();
        assertRefused(before);
        assertRefused(after);
    }

    @ParameterizedTest
    @MethodSource("browsers")
    void usersWithOneName_areTwoUsers(Program browser) throws Exception {
        provider.rename("dave", "Dave");
        provider.rename("erin", "Dave");
        Device first = BROWSERS.newDevice(browser);
        Device second = BROWSERS.newDevice(browser);
        logIn(first, "dave");
        Held dave = hold(first);
        logIn(second, "erin");
        Held erin = hold(second);
        assertThat(pseudonym(dave)).isNotEqualTo(pseudonym(erin));

        grants.revoke(issuer(), subject("dave")).await().indefinitely();

        assertRefused(dave);
        assertServed(erin);
        assertThat(picture(second)).isEqualTo(200);
    }

    private static String pseudonym(Held held) {
        return held.url().replaceFirst(".*[?&]mark=([^.]*)\\..*", "$1");
    }

    @Override
    void tokensLive(Duration life) {
        provider.tokensLive(life);
    }

    @Override
    void endSessions() {
        provider.endSessions();
    }

    @Override
    boolean endsProvidersSession() {
        return false;
    }

    /** The tokens have neither {@code sid} nor {@code auth_time}. */
    @Override
    boolean tellsLoginsApart() {
        return false;
    }

    @Override
    String form() {
        return "document.title === 'Log in'";
    }

    @Override
    String enter(String user) {
        return "document.querySelector('input').value = '" + user + "', document.querySelector('button').click()";
    }

    @Override
    String issuer() {
        return "tenant:Default";
    }

    @Override
    String subject(String user) {
        return String.valueOf(UserInfoProvider.id(user));
    }
}
