package io.quarkiverse.cloudfront.signer.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.fixtures.AllocatedBytes;
import io.quarkiverse.cloudfront.signer.fixtures.Rounds;

class ReturnPathTest {

    private static final String PATH = "/app/private-access";
    private static final ActionPaths GATE = ActionPaths.of(List.of(PATH));
    private static final ActionPaths TENANT = new ActionPaths(List.of("/docs/bye", "/docs/slash/"),
            List.of("/docs/back", "/"));

    @ParameterizedTest
    @CsvSource({ "/, /, ''", "/docs/a.html, /docs/a.html, ''", "/docs/a.html#b, /docs/a.html, #b",
            "/docs/%C3%A9.html?v=1&w=%20#x?y/z, /docs/%C3%A9.html?v=1&w=%20, #x?y/z",
            "/a#b#c, /a, #b#c", "/private-accessories/a, /private-accessories/a, ''",
            "/app/private-accessories/a, /app/private-accessories/a, ''",
            "/app/private, /app/private, ''", "/a#, /a, #",
            "/a?return=/b&mark=word&kid=1&alg=1, /a?return=/b&mark=word&kid=1&alg=1, ''" })
    void pathOfTheSite_isKept(String text, String path, String fragment) {
        assertThat(ReturnPath.parse(text, GATE)).contains(new ReturnPath(path, fragment));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a", "?a", "#a", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
            "\\/evil.example", "/\t/evil.example", "\t//evil.example", " //evil.example", "/ /evil.example", "/\n/evil.example",
            "/a\r\nSet-Cookie: x=y", "/a\nb", "/a\0b", "https://evil.example/", "https:evil.example", "http://evil.example",
            "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "//user@evil.example", "user@evil.example",
            "https://host.invalid/a", "/\u2215evil.example", "/\uff0fevil.example", "\u3002evil.example", "/..//evil.example",
            "/a/../b", "/a/./b", "/%2e%2e/b", "/a/..;/b", "/%252e%252e/b", "/a/..%2f..%2fb", "/a/..%5cb", "/./", "/a\\b",
            "/a?b\\c" })
    void pathThatCouldLeadElsewhere_isNotFollowed(String text) {
        assertThat(ReturnPath.parse(text, GATE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "/", "/login", "/login?return=/", "/denied", "/logout", "/renew", "?a", "#a", "//login",
            "/%6cogin", ";x/login" })
    void gateItself_isNotFollowed(String page) {
        assertThat(ReturnPath.parse(PATH + page, GATE)).isEmpty();
        assertThat(ReturnPath.parse(PATH.replace("-", "%2D") + page, GATE)).as("encoded").isEmpty();
        assertThat(ReturnPath.parse(PATH.replace("-", "%252D") + page, GATE)).as("encoded twice").isEmpty();
        assertThat(ReturnPath.parse(PATH.replace("/p", "%2Fp") + page, GATE)).as("with an encoded slash").isEmpty();
        assertThat(ReturnPath.parse(PATH.replace("/p", "//p") + page, GATE)).as("with two slashes").isEmpty();
        assertThat(ReturnPath.parse(PATH.replace("/p", "%5Cp") + page, GATE)).as("with a backslash").isEmpty();
        assertThat(ReturnPath.parse(PATH.replace("/p", "/%5c/p") + page, GATE)).as("with several of them").isEmpty();
        assertThat(ReturnPath.parse(PATH.toUpperCase(java.util.Locale.ROOT) + page, GATE)).as("in upper case").isEmpty();
    }

    /** Of a tenant, or of a form. */
    @ParameterizedTest
    @ValueSource(strings = { "/docs/bye", "/docs/bye/", "/docs/bye?x=1", "/docs/bye#x", "//docs//bye", "/docs/%62ye",
            "/docs/%2562ye", "/DOCS/Bye", "/docs/bye;x", "/docs/bye/x", "/docs/slash", "/docs/slash/", "/docs/back?state=S",
            "/docs/back?code=C&state=S", "/docs/back?%73tate=S&code=C", "/docs/back/?error=E&state=", "/?state=S&code=C" })
    void pageThatLogsUsersInOrOut_isNotFollowed(String page) {
        assertThat(ReturnPath.parse(page, GATE.and(TENANT))).isEmpty();
    }

    /** A provider often returns users to the first page of a site. */
    @ParameterizedTest
    @ValueSource(strings = { "/", "/?x=1", "/docs/back", "/docs/back?estate=S", "/docs/byebye", "/docs", "/docs/bye.html",
            "/docs/a.html?state=S&code=C", "/docs/slashes" })
    void pageNextToThem_isFollowed(String page) {
        assertThat(ReturnPath.parse(page, GATE.and(TENANT))).isPresent();
    }

    @Test
    void longPath_isNotFollowed() {
        assertThat(ReturnPath.parse("/" + "a".repeat(4_095), GATE)).isPresent();
        assertThat(ReturnPath.parse("/" + "a".repeat(4_096), GATE)).isEmpty();
        assertThat(ReturnPath.parse("/#" + "a".repeat(4_094), GATE)).isPresent();
        assertThat(ReturnPath.parse("/#" + "\u00e9".repeat(682), GATE)).map(ReturnPath::fragment)
                .contains("#" + "%C3%A9".repeat(682));
        assertThat(ReturnPath.parse("/#" + "\u00e9".repeat(683), GATE)).as("longer once encoded").isEmpty();
    }

    /** Anybody can send it, so it must not take more work than a path of a user does. */
    @ParameterizedTest
    @ValueSource(strings = { "%25", "%2525", "25", "%2", "%32%35", "%25%32%35", "/", "//", "\\", "%5c", "%2f", "/.", "/..", ".",
            "%2e", "%252e", "\u00e9", "\uff0f", "%00", " ", "*", "?", "&", "?=&", "a=b&", "#", "%zz", "\u202e",
            "/private-access",
            "/app/private-access", ";", "@", "'", "\n", "\ud83d\ude00" })
    void hostilePath_takesAtMostThreeTimesTheWorkOfAnOrdinaryOne(String piece) {
        long ordinary = AllocatedBytes.of(() -> ReturnPath.parse(of4000("/docs/", "chapter-7/page%20"), GATE));

        for (String start : new String[] { "/", "/%", "/a?%", "/a#", "/a?x=", "/app/private-access/" }) {
            String hostile = of4000(start, piece);
            assertThat(AllocatedBytes.of(() -> ReturnPath.parse(hostile, GATE))).as(hostile.substring(0, 40))
                    .isLessThan(3 * ordinary);
        }
    }

    /** The server may be configured to accept longer requests. */
    @Test
    void pathThatIsTooLong_isNotReadAtAll() {
        for (String piece : new String[] { "a", "%25", "#", "\u00e9" }) {
            String megabytes = "/" + piece.repeat(1_000_000);
            assertThat(AllocatedBytes.of(() -> ReturnPath.parse(megabytes, GATE))).isLessThan(1_000);
        }
    }

    private static String of4000(String start, String piece) {
        return start + piece.repeat((4_000 - start.length()) / piece.length());
    }

    @Test
    void fragment_cannotEndTheHeader() {
        ReturnPath path = ReturnPath.parse("/a#b\r\nSet-Cookie: x=y\u0000\u00e9\u2028<\"!~\u007f", GATE).orElseThrow();

        assertThat(path.fragment()).isEqualTo("#b%0D%0ASet-Cookie:%20x=y%00%C3%A9%E2%80%A8%3C%22!~%7F");
    }

    /** However it is written, what is followed stays on the host, and outside of the gate. */
    @Test
    void randomPath_staysOnTheSite() {
        String[] pieces = { "/", "//", "\\", "%2f", "%5c", "%2e", ".", "..", "a", "evil.example", "@", ":", "https:", "?", "#",
                "%25", "%", "%0d%0a", "\t", " ", ";", "&", "private-access", "app", "\u00e9", "\u3002", "%E3%80%82" };
        Rounds.each(random -> {
            for (int i = 0; i < 500; i++) {
                StringBuilder text = new StringBuilder("/");
                for (int j = random.nextInt(8); j > 0; j--) {
                    text.append(pieces[random.nextInt(pieces.length)]);
                }
                ReturnPath.parse(text.toString(), GATE).ifPresent(path -> {
                    URI followed = URI.create("https://site.example/app/private-access/login").resolve(path.path());
                    assertThat(followed.getScheme() + "://" + followed.getRawAuthority()).isEqualTo("https://site.example");
                    assertThat(followed.normalize().getPath() + "/").doesNotStartWith(PATH + "/");
                });
            }
        });
    }
}
