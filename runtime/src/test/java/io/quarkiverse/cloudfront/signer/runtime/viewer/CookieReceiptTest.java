package io.quarkiverse.cloudfront.signer.runtime.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.SignedCookie;
import io.quarkiverse.cloudfront.signer.SignedCookie.SameSite;
import io.quarkiverse.cloudfront.signer.SignedCookies;
import io.quarkiverse.cloudfront.signer.fixtures.Rounds;

class CookieReceiptTest {

    private static final Instant EXPIRY = Instant.ofEpochSecond(2_000_000_000);
    private static final CookieOwner ALICE = new CookieOwner("shop", "alice");

    private static SignedCookie cookie(String domain, String path) {
        return new SignedCookie("CloudFront-Policy", "x", domain.isEmpty() ? Optional.empty() : Optional.of(domain), path,
                SameSite.LAX, true, true);
    }

    private static CookieReceipt receipt(String domain, String path, CookieOwner owner) {
        return CookieReceipt.of(new SignedCookies(List.of(cookie(domain, path))), EXPIRY, owner);
    }

    private static CookieReceipt returned(CookieReceipt receipt) {
        String header = receipt.setCookieHeader(cookie("", "/"));
        int equals = header.indexOf('=');
        return CookieReceipt.read(header.substring(0, equals), header.substring(equals + 1, header.indexOf(';'))).orElseThrow();
    }

    @Test
    void receipt_roundTrips() {
        for (CookieReceipt receipt : List.of(receipt("example.com", "/videos/7/", ALICE),
                receipt("", "/", new CookieOwner("", "")))) {
            assertThat(returned(receipt)).isEqualTo(receipt);
        }
    }

    /** The next user of the browser must not have it. */
    @Test
    void cookieWithAMark_isClearedWithTheOthers() {
        SignedCookie mark = new SignedCookie("q_cloudfront_mark", "x", Optional.of("example.com"), "/videos/7/", SameSite.LAX,
                true, true);
        CookieReceipt marked = CookieReceipt.of(new SignedCookies(List.of(cookie("example.com", "/videos/7/"), mark)), EXPIRY,
                ALICE);
        CookieReceipt unmarked = receipt("example.com", "/videos/7/", ALICE);

        assertThat(returned(marked)).isEqualTo(marked);
        assertThat(returned(marked).clearingHeaders()).hasSize(unmarked.clearingHeaders().size() + 1)
                .contains(
                        "q_cloudfront_mark=; Max-Age=0; Path=/videos/7/; Domain=example.com; Secure; HTTPOnly; SameSite=None");
        assertThat(unmarked.clearingHeaders()).noneMatch(header -> header.startsWith("q_cloudfront_mark"));
    }

    @Test
    void cookieWithAMark_isNotAReceipt() {
        assertThat(CookieReceipt.isName("q_cloudfront_mark")).isFalse();
        assertThat(CookieReceipt.isName("q_cloudfront_marks")).isTrue();
    }

    @Test
    void userAndTenant_areRecognised() {
        CookieReceipt receipt = receipt("", "/", ALICE);

        assertThat(receipt.isOf(ALICE)).isTrue();
        assertThat(receipt.isOf(new CookieOwner("shop", "bob"))).isFalse();
        assertThat(receipt.isOf(new CookieOwner("club", "alice"))).isFalse();
        assertThat(receipt.isOf(new CookieOwner("shopa", "lice"))).isFalse();
        assertThat(receipt.mayBeOf("shop")).isTrue();
        assertThat(receipt.mayBeOf("club")).isFalse();
    }

    @Test
    void unknownTenant_matchesAnyTenant() {
        assertThat(receipt("", "/", ALICE).mayBeOf("")).isTrue();
        assertThat(receipt("", "/", new CookieOwner("", "alice")).mayBeOf("club")).isTrue();
    }

    @Test
    void digestsOfOneUser_differ() {
        assertThat(receipt("", "/", ALICE).owner()).isNotEqualTo(receipt("", "/", ALICE).owner());
        assertThat(receipt("", "/", ALICE).tenant()).isNotEqualTo(receipt("", "/", ALICE).tenant());
    }

    @ParameterizedTest
    @CsvSource({ "'', example.com, true", "example.com, '', true", "a.example.com, example.com, true",
            "example.com, a.example.com, true", "a.example.com, b.example.com, false", "example.com, ample.com, false",
            "example.com, example.com, false" })
    void domainsThatShareAHost_areRivals(String one, String other, boolean rivals) {
        assertThat(receipt(one, "/a/", ALICE).isRivalOf(receipt(other, "/a/", ALICE))).isEqualTo(rivals);
        assertThat(receipt(one, "/a/", ALICE).isRivalOf(receipt(other, "/b/", ALICE))).isFalse();
    }

    @Test
    void longestPath_isRead() {
        int length = 1;
        while (length < 4096) {
            CookieReceipt receipt;
            try {
                receipt = receipt("", "/" + "x".repeat(length), ALICE);
            } catch (CloudFrontSignerException e) {
                assertThat(e).hasMessage("The path of the signed cookies is too long: clearing them would require more than "
                        + "7168 bytes of response headers. Shorten the policy's resource");
                break;
            }
            assertThat(returned(receipt)).isEqualTo(receipt);
            length += 1;
        }
        assertThat(length).isBetween(1_200, 1_400);
    }

    @Test
    void receiptUnderAnotherName_isRejected() {
        String header = receipt("example.com", "/videos/", ALICE).setCookieHeader(cookie("", "/"));
        String value = header.substring(header.indexOf('=') + 1, header.indexOf(';'));

        assertThat(CookieReceipt.read(CookieReceipt.PREFIX + "0", value)).isEmpty();
        assertThat(CookieReceipt.read(header.substring(0, header.indexOf('=')), value)).isPresent();
    }

    @ParameterizedTest
    @EnumSource(SameSite.class)
    void clearingCookies_areAcceptedInPagesOfOtherSites(SameSite sameSite) {
        SignedCookie secure = new SignedCookie("CloudFront-Policy", "x", Optional.of("example.com"), "/a/", sameSite, true,
                true);

        assertThat(CookieReceipt.of(new SignedCookies(List.of(secure)), EXPIRY, ALICE).clearingHeaders()).hasSize(6)
                .allSatisfy(header -> assertThat(header).contains("=; Max-Age=0; ", "; Secure", "; SameSite=None"));
    }

    /** The redirect from a provider is a request from another site. */
    @ParameterizedTest
    @CsvSource({ "STRICT, Lax", "LAX, Lax", "NONE, None" })
    void receiptOfCookies_comesBackFromTheProvider(SameSite sameSite, String ofReceipt) {
        SignedCookie cookie = new SignedCookie("CloudFront-Policy", "x", Optional.of("example.com"), "/a/", sameSite, true,
                false);

        assertThat(CookieReceipt.of(new SignedCookies(List.of(cookie)), EXPIRY, ALICE).setCookieHeader(cookie))
                .matches("q_cloudfront_[A-Za-z0-9_-]{11}=[A-Za-z0-9_-]+; Path=/; Secure; HTTPOnly; SameSite=" + ofReceipt);
    }

    @Test
    void clearingOfInsecureCookies_needsNoHttps() {
        SignedCookie insecure = new SignedCookie("CloudFront-Policy", "x", Optional.empty(), "/", SameSite.LAX, false, true);

        assertThat(CookieReceipt.of(new SignedCookies(List.of(insecure)), EXPIRY, ALICE).clearingHeaders())
                .allSatisfy(header -> assertThat(header).contains("; SameSite=Lax").doesNotContain("Secure"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "q_cloudfront_a;b", "q_cloudfront_a\r\nX", "q_cloudfront_=", "other" })
    void nameThatCannotStandInAHeader_isNotCleared(String name) {
        assertThat(CookieReceipt.clearingHeader(name)).isEmpty();
    }

    /** Its name is that of its domain and path, so only its form is wrong. */
    @ParameterizedTest
    @ValueSource(strings = { "evil.example; Secure|/|secure|2000000000|0123456789a||0123456789a",
            "|/;Domain=evil.example|secure|2000000000|0123456789a||0123456789a",
            "|/\r\nX: y|secure|2000000000|0123456789a||0123456789a", "|/*|secure|2000000000|0123456789a||0123456789a",
            "|/|secure|99999999999999999999|0123456789a||0123456789a", "no receipt" })
    void forgedReceipt_isRejected(String content) {
        assertThat(
                CookieReceiptFuzz.read("|/|secure|2000000000|0123456789a||0123456789a".getBytes(StandardCharsets.ISO_8859_1)))
                .isPresent();
        assertThat(CookieReceiptFuzz.read(content.getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
    }

    @Test
    void receipt_withRandomChanges_isReadOrRefused() {
        Rounds.each(random -> {
            for (int i = 0; i < 500; i++) {
                byte[] forged = CookieReceiptFuzz.VALID.getBytes(StandardCharsets.ISO_8859_1);
                for (int change = random.nextInt(4); change >= 0; change--) {
                    forged[random.nextInt(forged.length)] = (byte) random.nextInt(256);
                }
                CookieReceiptFuzz.check(forged);
            }
        });
    }
}
