package io.quarkiverse.cloudfront.signer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.core.NewCookie;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.SignedCookie.SameSite;

class SignedCookiesTest {

    private final SignedCookies cookies = new SignedCookies(List.of(
            new SignedCookie("CloudFront-Policy", "SECRET~-_", Optional.of("example.com"), "/albums/7/", SameSite.LAX, true,
                    true),
            new SignedCookie("CloudFront-Signature", "SECRET", Optional.empty(), "/a%20b", SameSite.STRICT, true, false),
            new SignedCookie("CloudFront-Key-Pair-Id", "K2", Optional.empty(), "/", SameSite.NONE, false, false)));

    @Test
    void setCookieHeaders_haveAllAttributes() {
        assertThat(cookies.setCookieHeaders()).containsExactly(
                "CloudFront-Policy=SECRET~-_; Path=/albums/7/; Domain=example.com; Secure; HTTPOnly; SameSite=Lax",
                "CloudFront-Signature=SECRET; Path=/a%20b; Secure; SameSite=Strict",
                "CloudFront-Key-Pair-Id=K2; Path=/; SameSite=None");
    }

    @Test
    void cookies_areSessionCookies() {
        assertThat(cookies.setCookieHeaders()).noneMatch(header -> header.contains("Max-Age") || header.contains("Expires"));
        assertThat(cookies.newCookies()).allMatch(cookie -> cookie.getMaxAge() == NewCookie.DEFAULT_MAX_AGE
                && cookie.getExpiry() == null);
    }

    @Test
    void clearedCookies_keepNamesAndScopesWithoutValues() {
        List<String> headers = cookies.cleared().setCookieHeaders();

        assertThat(headers).hasSize(3).noneMatch(header -> header.contains("SECRET"));
        assertThat(headers.get(0)).startsWith("CloudFront-Policy=; Max-Age=0; ")
                .endsWith("; Path=/albums/7/; Domain=example.com; Secure; HTTPOnly; SameSite=Lax");
        assertThat(headers.get(1)).startsWith("CloudFront-Signature=; Max-Age=0; ")
                .endsWith("; Path=/a%20b; Secure; SameSite=Strict");
        assertThat(headers.get(2)).startsWith("CloudFront-Key-Pair-Id=; Max-Age=0; ").endsWith("; Path=/; SameSite=None");
        assertThat(cookies.cleared().newCookies()).extracting(NewCookie::getMaxAge, NewCookie::getValue)
                .allMatch(tuple -> tuple.toList().equals(List.of(0, "")));
    }

    @ParameterizedTest
    @CsvSource({ "LAX,LAX", "STRICT,STRICT", "NONE,NONE" })
    void newCookies_haveTheSameAttributes(SameSite ours, NewCookie.SameSite theirs) {
        NewCookie cookie = new SignedCookies(List.of(new SignedCookie("CloudFront-Policy", "p", Optional.of("example.com"),
                "/albums/7/", ours, true, true))).newCookies()[0];

        assertThat(cookie.getName()).isEqualTo("CloudFront-Policy");
        assertThat(cookie.getValue()).isEqualTo("p");
        assertThat(cookie.getDomain()).isEqualTo("example.com");
        assertThat(cookie.getPath()).isEqualTo("/albums/7/");
        assertThat(cookie.getSameSite()).isEqualTo(theirs);
        assertThat(cookie.isSecure()).isTrue();
        assertThat(cookie.isHttpOnly()).isTrue();
    }

    @Test
    void newCookies_ofOneHost_haveNoDomain() {
        assertThat(Arrays.asList(cookies.newCookies())).extracting(NewCookie::getDomain)
                .containsExactly("example.com", null, null);
    }

    @Test
    void toString_showsNoValue() {
        assertThat(cookies).hasToString("SignedCookies[CloudFront-Policy, CloudFront-Signature, CloudFront-Key-Pair-Id]");
        assertThat(cookies.cookies().get(0)).hasToString("CloudFront-Policy");
    }
}
