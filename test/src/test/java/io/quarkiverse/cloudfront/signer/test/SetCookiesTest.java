package io.quarkiverse.cloudfront.signer.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * Assertions on signed cookies, which are presented as a browser does it.
 */
class SetCookiesTest {

    private static final CloudFrontVerifier VERIFIER = Distribution.verifier();
    private static final List<String> ALICE = Distribution.cookies("/users/alice/*", "/users/alice/");

    @Test
    void cookies_openTheUrlsOfTheirPolicy() {
        SetCookies cookies = VERIFIER.assertCookies(ALICE);

        cookies.opens("/users/alice/a.jpg").forResource("/users/alice/*").forUser("alice").expiresWithin(Duration.ofMinutes(15))
                .covers("/users/alice/b.jpg").doesNotCover("/users/bob/a.jpg");
        cookies.doesNotOpen("/users/bob/a.jpg");
        assertThat(cookies).hasToString("signed cookies for [/users/alice/]");
    }

    @Test
    void cannedCookies_openOneUrl() {
        VERIFIER.assertCookies(Distribution.cannedCookies("/a.jpg")).doesNotOpen("/b.jpg").opens("/a.jpg")
                .forResource("/a.jpg");
    }

    @Test
    void grantsOfSeveralPaths_doNotMix() {
        List<String> both = Stream.concat(ALICE.stream(), Distribution.cookies("/videos/7/*", "/videos/7").stream()).toList();
        SetCookies cookies = VERIFIER.assertCookies(both);

        cookies.opens("/users/alice/a.jpg").forResource("/users/alice/*");
        cookies.opens("/videos/7/0.ts").forResource("/videos/7/*");
        cookies.doesNotOpen("/videos/70/0.ts");
        VERIFIER.assertCookies(Stream.concat(Distribution.cookies("/*", "/").stream(), ALICE.stream()).toList())
                .opens("/users/alice/a.jpg").forResource("/users/alice/*");
    }

    /** The browser would not send any cookies. Decoding the policy does not reveal this mistake. */
    @Test
    void cookiesWithAWrongPath_openNothing() {
        SetCookies cookies = VERIFIER.assertCookies(Distribution.cookies("/users/alice/*", "/users/alice/*"));

        assertThatThrownBy(() -> cookies.opens("/users/alice/a.jpg")).isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("CloudFront would refuse /users/alice/a.jpg with MissingKey: unsigned");
    }

    /** The policy alone would open both. */
    @Test
    void cookiesOfAPath_areNotSentToNamesThatBeginLikeIt() {
        SetCookies cookies = VERIFIER.assertCookies(Distribution.cookies("/videos/*", "/videos/7"));

        cookies.opens("/videos/7/0.ts");
        assertThatThrownBy(() -> cookies.opens("/videos/70/0.ts")).isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("CloudFront would refuse /videos/70/0.ts with MissingKey: unsigned");
    }

    /** A viewer may send cookies that a browser would not send. */
    @Test
    void policyThatIsTooWide_isFoundDespiteItsPath() {
        SetCookies cookies = VERIFIER.assertCookies(Distribution.cookies("/users/*", "/users/alice/"));

        assertThatThrownBy(() -> cookies.doesNotOpen("/users/bob/a.jpg")).isInstanceOf(AssertionError.class)
                .hasMessage("The cookies with the path /users/alice/ should not open /users/bob/a.jpg");
    }

    @Test
    void otherAndClearedCookies_grantNothing() {
        List<String> headers = List.of("session=1; Path=/",
                "CloudFront-Policy=; Path=/users/alice/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT");

        assertThatThrownBy(() -> VERIFIER.assertCookies(headers)).isInstanceOf(AssertionError.class)
                .hasMessage("The response sets no signed cookies");
    }
}
