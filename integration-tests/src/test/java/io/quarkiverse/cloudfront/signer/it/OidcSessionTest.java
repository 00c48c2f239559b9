package io.quarkiverse.cloudfront.signer.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/**
 * Grants follow the session: they expire with its token, and are cleared when it ends in any way.
 */
@Tag("nightly")
@QuarkusTest
@TestProfile(OidcSessionTest.ShortTokens.class)
class OidcSessionTest extends GalleryBrowser {

    private static final int TOKEN_SECONDS = 15;

    public static class ShortTokens implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.oidc.devservices.id-token-expires-in", TOKEN_SECONDS + "s", "gallery.video-grant", "10m");
        }
    }

    @Test
    void localLogout_clearsTheCookies() {
        logIn("alice");
        // a page that reloads itself when its session has ended would interfere
        page.navigate(gallery + "logged-out.html");
        grant("harbour");

        assertThat(page.evaluate("() => fetch('/local-logout', { method: 'POST' }).then(r => r.status)")).isEqualTo(204);

        assertThat(cloudFrontCookies()).isEmpty();
        assertThat(segment("harbour")).isEqualTo(403);
    }

    @Test
    void grant_expiresWithTheToken() {
        logIn("alice");
        Instant login = Instant.now();
        grant("harbour");

        granted("harbour").expiresBy(login.plusSeconds(TOKEN_SECONDS));
        assertThat(segment("harbour")).isEqualTo(200);
        page.waitForCondition(() -> segment("harbour") == 403);
    }

    @Test
    void logoutOfAnExpiredSession_clearsTheCookies() {
        logIn("alice");
        grant("harbour");
        page.waitForCondition(() -> segment("harbour") == 403);
        assertThat(context.cookies()).anyMatch(cookie -> cookie.name.startsWith("q_session"));

        page.getByTestId("logout").click();

        assertThat(page.getByTestId("logged-out")).isVisible();
        assertThat(cloudFrontCookies()).isEmpty();
    }
}
