package io.quarkiverse.cloudfront.signer.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedCookie;
import io.quarkiverse.cloudfront.signer.SignedCookie.SameSite;
import io.quarkiverse.cloudfront.signer.SignedCookies;

class CookieAttributesTest {

    private static final Instant END = Instant.ofEpochSecond(1767290400);

    private final CookieAttributes derived = new CookieAttributes(Optional.empty(), Optional.empty(), SameSite.LAX, true, true);

    @ParameterizedTest
    @CsvSource({
            "/*, /",
            "/albums/7/*, /albums/7/",
            "/albums/7*, /albums/",
            "/albums/*/full/*, /albums/",
            "/albums/7/a?.jpg, /albums/7/",
            "/albums/7/a.jpg?x=*, /albums/7/",
            "/albums/7/a.jpg, /albums/7/a.jpg",
            "/albums/7/, /albums/7/",
            "/albums/7;v=1/*, /albums/",
            "/albums;x/7/a.jpg, /",
            "/a%3Bb/*, /a%3Bb/",
            "/a%20b/%2A/*, /a%20b/%2A/" })
    void pathOfACustomPolicy_endsBeforeTheFirstWildcard(String resource, String path) {
        assertThat(path(Policy.custom("https://good.example.com" + resource, END))).isEqualTo(path);
        assertThat(path(Policy.custom("*://*.example.com:8443" + resource, END))).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({ "/, /", "/a/b.jpg, /a/b.jpg", "/a/b.jpg?x=1/2, /a/b.jpg", "/a/b;v=1/c?x, /a/", "/?x, /" })
    void pathOfACannedPolicy_isThatOfItsUrl(String resource, String path) {
        assertThat(path(Policy.canned("https://good.example.com" + resource, END))).isEqualTo(path);
    }

    /**
     * No signer creates such a policy, because its resource covers every path. It still must not cause an index error.
     */
    @Test
    void policyWithoutPath_hasTheRootPath() {
        assertThat(path(Policy.custom("https://good.example.com*", END))).isEqualTo("/");
    }

    @Test
    void configuredPathAndDomain_areUsed() {
        CookieAttributes given = new CookieAttributes(Optional.of("example.com"), Optional.of("/x/"), SameSite.NONE, false,
                false);

        assertThat(given.cookies(Policy.custom("https://good.example.com/a/*", END), "Policy=p").cookies())
                .containsExactly(new SignedCookie("CloudFront-Policy", "p", Optional.of("example.com"), "/x/", SameSite.NONE,
                        false, false));
    }

    /** With other attributes, a browser would send the mark where it does not send the policy, or the reverse. */
    @ParameterizedTest
    @EnumSource(SameSite.class)
    void addedCookie_hasTheAttributesOfTheOthers(SameSite sameSite) {
        for (boolean flag : new boolean[] { false, true }) {
            CookieAttributes given = new CookieAttributes(Optional.of("example.com"), Optional.of("/x/"), sameSite,
                    flag || sameSite == SameSite.NONE, !flag);
            SignedCookies cookies = given.cookies(Policy.custom("https://good.example.com/a/*", END), "Policy=p");
            SignedCookie first = cookies.cookies().get(0);

            assertThat(given.with(cookies, "mark", "m").cookies()).containsExactly(first, new SignedCookie("mark", "m",
                    first.domain(), first.path(), first.sameSite(), first.secure(), first.httpOnly()));
        }
    }

    @Test
    void clearedCookies_keepNamesAndScope() {
        SignedCookies cookies = new CookieAttributes(Optional.of("example.com"), Optional.empty(), SameSite.STRICT, true, true)
                .cookies(Policy.custom("https://good.example.com/a/*", END), "Signature=s");

        assertThat(cookies.cleared().cookies()).isEqualTo(List.of(new SignedCookie("CloudFront-Signature", "",
                Optional.of("example.com"), "/a/", SameSite.STRICT, true, true)));
        assertThat(cookies.cookies().get(0).value()).isEqualTo("s");
    }

    @Test
    void cookieOfMoreThan4096Bytes_isRejected() {
        Policy policy = Policy.custom("https://good.example.com/*", END);
        String longest = "a".repeat(4096 - "CloudFront-Policy".length());

        assertThat(derived.cookies(policy, "Policy=" + longest).cookies().get(0).value()).isEqualTo(longest);
        assertThatThrownBy(() -> derived.cookies(policy, "Policy=" + longest + "a"))
                .isInstanceOf(CloudFrontSignerException.class)
                .hasMessage("The CloudFront-Policy cookie would be 4097 bytes long, but browsers accept at most 4096. Shorten "
                        + "the policy's resource");
    }

    private String path(Policy policy) {
        return derived.cookies(policy, "Signature=s").cookies().get(0).path();
    }
}
