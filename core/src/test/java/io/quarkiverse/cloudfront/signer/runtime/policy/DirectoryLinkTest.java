package io.quarkiverse.cloudfront.signer.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedCookie.SameSite;
import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKey;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;

class DirectoryLinkTest {

    private static final String SITE = "https://good.example.com";
    private static final Instant END = Instant.ofEpochSecond(1767290400);
    private static final String PAGE = "/reports/7/index.html";

    private final DefaultSignedPolicy policy = of("/reports/7/*");

    @Test
    void link_hasOpenDirectoryInFrontOfTheSignature() {
        assertThat(policy.directoryUrl(PAGE)).isEqualTo(SITE + PAGE + "?open-directory&" + policy.query());
        assertThat(policy.directoryUrl("/reports/7/?lang=en"))
                .isEqualTo(SITE + "/reports/7/?lang=en&open-directory&" + policy.query());
        assertThat(policy.directoryUrl(URI.create(SITE + PAGE))).hasToString(policy.directoryUrl(PAGE));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/*", "/reports/*", "/reports/%C3%9Cbung/*", "/reports/a,b/*", "*://good.example.com/reports/*",
            "https://*.example.com/reports/*" })
    void resourceOfADirectory_isAccepted(String resource) {
        String prefix = resource.replaceFirst("^.*://[^/]+", "").replaceFirst("\\*$", "");

        assertThat(of(resource).directoryUrl(prefix + "a.html")).startsWith(SITE + prefix + "a.html?open-directory&Policy=");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/reports*", "/reports/7/index*", "/reports/*/7/*", "/reports/?/*", "/reports/7/*.html",
            "/reports/7;v=1/*", "/reports/7/index.html", "/reports/7/**", "/*/*" })
    void resourceOfMoreOrLessThanADirectory_isRejected(String resource) {
        assertThatThrownBy(() -> of(resource).directoryUrl(PAGE)).hasFieldOrPropertyWithValue("reason", Reason.NOT_COVERED)
                .hasMessageContaining("Use a resource that ends in /* and has no other wildcard or semicolon in its path, such "
                        + "as /reports/7/*");
    }

    @Test
    void cannedPolicy_isRejected() {
        assertThatThrownBy(() -> of(Policy.canned(SITE + PAGE, END), SameSite.LAX).directoryUrl(PAGE))
                .hasFieldOrPropertyWithValue("reason", Reason.NOT_COVERED);
    }

    @Test
    void otherDirectory_isRejected() {
        assertThatThrownBy(() -> policy.directoryUrl("/reports/8/index.html"))
                .hasFieldOrPropertyWithValue("reason", Reason.NOT_COVERED);
        assertThatThrownBy(() -> policy.directoryUrl("/reports/7/../8/index.html"))
                .hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = { "open-directory", "open-directory=1", "a=b&open%2Ddirectory=", "open-directory&a=b" })
    void ownParameterOpenDirectory_isRejected(String query) {
        assertThatThrownBy(() -> policy.directoryUrl(PAGE + "?" + query))
                .hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE)
                .hasMessageContaining("its query already has an open-directory parameter, which the signer adds. Remove it");
    }

    /** Browsers would take the path for another host. */
    @Test
    void pathOfTwoSlashes_isRejected() {
        assertThatThrownBy(() -> of("/*").directoryUrl(SITE + "//evil.example/a"))
                .hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE);
    }

    /** The function would not see them, and replace them. */
    @Test
    void strictCookies_areRejected() {
        assertThatThrownBy(() -> of(Policy.custom(SITE + "/reports/7/*", END), SameSite.STRICT).directoryUrl(PAGE))
                .hasFieldOrPropertyWithValue("reason", Reason.COOKIES_NOT_SETTABLE)
                .hasMessage(
                        "With cookies.same-site=strict, a link that opens a directory would replace the viewer's cookies, "
                                + "because browsers do not send them when a viewer follows a link from another site. Set "
                                + "cookies.same-site to lax");
    }

    @Test
    void cookieThatBrowsersDoNotAccept_isRejected() {
        String directory = "/" + "a".repeat(4000) + "/";
        assertThatThrownBy(() -> of(directory + "*").directoryUrl(directory + "a"))
                .hasFieldOrPropertyWithValue("reason", Reason.COOKIES_NOT_SETTABLE);
    }

    private static DefaultSignedPolicy of(String resource) {
        return of(Policy.custom(resource.startsWith("/") ? SITE + resource : resource, END), SameSite.LAX);
    }

    private static DefaultSignedPolicy of(Policy policy, SameSite sameSite) {
        return new DefaultSignedPolicy(policy, new TestKey("K2JC", Algorithm.RSA_SHA256), new byte[] { 1, 2, 3 },
                new ParameterWriter(), new UrlGuard(URI.create(SITE), Set.of()),
                new CookieAttributes(Optional.empty(), Optional.empty(), sameSite, true, true));
    }
}
