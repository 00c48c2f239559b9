package io.quarkiverse.cloudfront.signer.runtime.playlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.fixtures.Rounds;
import io.quarkiverse.cloudfront.signer.runtime.policy.ForeignUris;

/**
 * Variables of {@code EXT-X-DEFINE} in playlists that are signed for one viewer.
 */
class HlsVariablesTest {

    private static final String PARAMETERS = Grants.query().substring(1);

    private static final String BEGIN = """
            #EXTM3U
            #EXT-X-VERSION:11
            #EXT-X-DEFINE:NAME="dir",VALUE="720p"
            #EXT-X-DEFINE:VALUE="{$dir}/a/{$dir}",NAME="deep"
            #EXT-X-DEFINE:NAME="site",VALUE="https://media.example.com/hls/7/"
            #EXT-X-DEFINE:NAME="host",VALUE="media.example.com"
            #EXT-X-DEFINE:NAME="cdn",VALUE="https://cdn.example/"
            #EXT-X-DEFINE:NAME="up",VALUE="../8"
            #EXT-X-DEFINE:NAME="dots",VALUE=".."
            #EXT-X-DEFINE:NAME="slash",VALUE="/"
            #EXT-X-DEFINE:NAME="mark",VALUE="a.ts?v=1"
            #EXT-X-DEFINE:NAME="fragment",VALUE="a.ts#"
            #EXT-X-DEFINE:NAME="reserved",VALUE="a.ts?Expires"
            #EXT-X-DEFINE:NAME="open",VALUE="{"
            #EXT-X-DEFINE:NAME="none",VALUE=""
            #EXT-X-DEFINE:NAME="drm",VALUE="skd"
            #EXT-X-DEFINE:NAME="data",VALUE="data:"
            #EXT-X-DEFINE:IMPORT="import"
            #EXT-X-DEFINE:QUERYPARAM="token-1_A"
            #EXT-X-DEFINE:NAME="query",VALUE="a.ts?t={$token-1_A}"
            """;

    private static void assertLine(String line, String expected) {
        assertThat(Grants.hls(BEGIN + line)).isEqualTo(BEGIN + expected);
        byte[] octets = new HlsPlaylist(Grants.uris(ForeignUris.FAIL)).rewrite((BEGIN + line).getBytes(StandardCharsets.UTF_8));
        assertThat(new String(octets, StandardCharsets.UTF_8)).isEqualTo(BEGIN + expected);
    }

    private static void assertStaysAsForeign(String line) {
        assertThat(Grants.hlsWithForeign(BEGIN + line)).isEqualTo(BEGIN + line);
        assertThatThrownBy(() -> Grants.hls(BEGIN + line)).hasFieldOrPropertyWithValue("reason", Reason.NOT_COVERED);
    }

    private static void assertRefused(String line, String message) {
        for (ForeignUris foreign : ForeignUris.values()) {
            Playlist playlist = new HlsPlaylist(Grants.uris(foreign));
            assertThatThrownBy(() -> playlist.rewrite(BEGIN + line)).as(line).isInstanceOf(CloudFrontSignerException.class)
                    .hasMessageStartingWith("line 21 of the HLS playlist: ").hasMessageContaining(message);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {$dir}/1.ts | 720p/1.ts
            {$dir}{$dir}/{$dir}.ts | 720p720p/720p.ts
            {$deep}/1.ts | 720p/a/720p/1.ts
            a/{$dots}/1.ts | 1.ts
            {$site}1.ts | 1.ts
            https://{$host}/hls/7/1.ts | 1.ts
            {$slash}/{$host}/hls/7/1.ts | 1.ts
            {$none}1.ts | 1.ts
            """)
    void uriWithVariablesOfThePlaylist_isSignedForItsValue(String uri, String path) {
        String signed = Grants.PREFIX + path + Grants.query();
        assertLine(uri, signed);
        assertLine("#EXT-X-MAP:URI=\"" + uri + "\",BYTERANGE=\"1@{$none}0\"",
                "#EXT-X-MAP:URI=\"" + signed + "\",BYTERANGE=\"1@{$none}0\"");
        assertLine("#EXT-X-KEY:METHOD=AES-128,URI=\"" + uri + "\"", "#EXT-X-KEY:METHOD=AES-128,URI=\"" + signed + "\"");
        assertLine("#EXT-X-PREFETCH:" + uri, "#EXT-X-PREFETCH:" + signed);
        assertThat(Grants.isAllowed(signed)).isTrue();
    }

    @Test
    void queryInAVariable_isTheUrisOwn() {
        assertLine("{$mark}&b=2", Grants.PREFIX + "a.ts?v=1&b=2&" + PARAMETERS);
    }

    @ParameterizedTest
    @ValueSource(strings = { "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"{$drm}://key\"", "{$data}video/mp4;base64,AA",
            "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"skd://{$import}\"", "#EXT-X-MAP:URI=\"data:{$import}\"",
            "#EXT-X-MEDIA:TYPE=SUBTITLES,NAME=\"{$unknown}\"" })
    void uriThatLeadsNowhere_staysAsItIs(String line) {
        assertLine(line, line);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{$cdn}1.ts", "{$up}/1.ts", "{$dots}/8/1.ts", "/hls/{$dots}/8/1.ts",
            "{$slash}{$slash}cdn.example/1.ts",
            "https://{$host}.example/hls/7/1.ts", "https://{$host}@cdn.example/hls/7/1.ts",
            "{$drm}://key" })
    void valueThatLeadsOutOfTheGrant_isForeign(String uri) {
        assertStaysAsForeign(uri);
        assertStaysAsForeign("#EXT-X-MAP:URI=\"" + uri + "\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {$fragment} | it has a fragment
            {$fragment}?t={$import} | it has a fragment
            {$reserved}=1 | a parameter that CloudFront reserves
            {$mark}?b | it has a second ?
            {$open}$dir}/a.ts | it has the character U+007B
            a.ts?t={$import}&b={$open}$import} | it has the character U+007B
            {$none} | the URI is empty
            {$site}{$dots}/8/1.ts | it has a dot segment
            {$site}%2e%2e/8/a.ts | it has a dot segment
            {$site}{$dots};/8/a.ts | it has a dot segment
            {$unknown}/a.ts | the variable {$unknown} is not declared on an earlier line; add an EXT-X-DEFINE tag
            a{$.ts | there is a {$ that does not begin a variable such as {$name}
            a{$b | there is a {$ that does not begin a variable such as {$name}
            a{$}.ts | there is a {$ that does not begin a variable such as {$name}
            a{$dir.}.ts | there is a {$ that does not begin a variable such as {$name}
            """)
    void uriThatCannotBeSigned_isRefused(String uri, String message) {
        assertRefused(uri, message);
        assertRefused("#EXT-X-MAP:URI=\"" + uri + "\"", message);
    }

    /** The player inserts any value, and the signature covers all of them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a.ts?t={$import} | a.ts?t={$import}&
            b/a.ts?{$token-1_A}&x={$dir} | b/a.ts?{$token-1_A}&x=720p&
            {$dir}/a.ts?{$import}{$import} | 720p/a.ts?{$import}{$import}&
            {$query}&u={$import} | a.ts?t={$token-1_A}&u={$import}&
            /hls/7/a.ts?t={$import} | a.ts?t={$import}&
            ?t={$import} | ?t={$import}&
            """)
    void variableOfThePlayer_inTheQuery_isSignedForAnyValue(String uri, String signed) {
        assertLine(uri, Grants.PREFIX + signed + PARAMETERS);
        assertThat(Grants.hlsWithForeign(BEGIN + Grants.PREFIX + uri.replaceFirst("^/hls/7/", "")))
                .isEqualTo(BEGIN + Grants.PREFIX + signed + PARAMETERS);
        assertLine("#EXT-X-PART:URI=\"" + uri + "\"", "#EXT-X-PART:URI=\"" + Grants.PREFIX + signed + PARAMETERS + "\"");
        for (String value : new String[] { "", "1", "../8", "a&b=c", "/../../", "%2e%2e%2f", "x".repeat(1000) }) {
            assertThat(Grants.isAllowed((Grants.PREFIX + signed + PARAMETERS).replaceAll("\\{[$][^}]*}", value))).as(value)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "{$import}", "{$import}/a.ts", "a/{$import}.ts?a=1", "/{$import}", "https://{$import}/hls/7/a.ts",
            "https://media.example.com{$import}/a.ts?a=1", "https://media.example.com/hls/7/{$import}/a.ts",
            "//media.example.com/hls/7/{$import}", "a.ts#{$import}", "{$none}{$import}a.ts?b=1", "https:{$import}",
            "https:/{$import}" })
    void variableOfThePlayer_elsewhere_isRefused(String uri) {
        assertRefused(uri, "only the player knows the value of {$import}, which may lead the URI out of the grant; "
                + "only use the variable after the ? of a URI, or declare it with NAME and VALUE");
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://cdn.example/{$import}/a.ts", "//cdn.example/{$import}", "https://cdn.example?{$import}",
            "{$cdn}a.ts?t={$import}", "../8/a.ts?t={$import}" })
    void variableOfThePlayer_inAForeignUri_isForeign(String uri) {
        assertStaysAsForeign(uri);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/hls/7/*.ts", "/hls/7/a.ts?*=1", "/hls/?/a.ts?t=*" })
    void variableOfThePlayer_isRefusedUnlessTheGrantCoversAllValues(String resource) {
        Playlist some = new HlsPlaylist(Grants.uris(Grants.SITE + resource));
        assertThatThrownBy(() -> some.rewrite(BEGIN + "/hls/7/a.ts?t={$import}&u=1"))
                .hasMessageStartingWith("line 21 of the HLS playlist: ");
        Playlist all = new HlsPlaylist(Grants.uris(Grants.SITE + "/hls/7/a.ts?t=*"));
        assertThat(all.rewrite(BEGIN + "/hls/7/a.ts?t={$import}&u=1")).contains(Grants.PREFIX + "a.ts?t={$import}&u=1&Policy=");
    }

    @Test
    void variableOfThePlayer_underAGrantThatDependsOnItsValue_isRefused() {
        Playlist some = new HlsPlaylist(Grants.uris(Grants.SITE + "/hls/7/a.ts?t=x*"));
        assertThatThrownBy(() -> some.rewrite(BEGIN + "a.ts?t={$import}")).hasMessage("line 21 of the HLS playlist: only the "
                + "player knows the value of {$import}, and the grant does not cover the URI with every value; end the "
                + "resource with the wildcard *, or declare the variable with NAME and VALUE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "#EXT-X-DEFINE:NAME=\"dir\",VALUE=\"b\" | EXT-X-DEFINE declares the variable dir again",
            "#EXT-X-DEFINE:IMPORT=\"dir\" | EXT-X-DEFINE declares the variable dir again",
            "#EXT-X-DEFINE:QUERYPARAM=\"import\" | EXT-X-DEFINE declares the variable import again",
            "#EXT-X-DEFINE:NAME=\"a\" | EXT-X-DEFINE must have either NAME and VALUE, or IMPORT, or QUERYPARAM",
            "#EXT-X-DEFINE:NAME=\"a\",VALUE=b | the value of the VALUE attribute is not in quotes",
            "#EXT-X-DEFINE:NAME=\"a\",VALUE=\"{$late}\" | the variable {$late} is not declared on an earlier line",
            "#EXT-X-DEFINE:NAME=\"a\";VALUE=\"b\" | has something other than a comma after the value of an attribute",
    })
    void malformedDeclaration_isRefused(String line, String message) {
        assertRefused(line + "\n#EXT-X-DEFINE:NAME=\"late\",VALUE=\"b\"\n", message);
    }

    @Test
    void declarationBehindItsUse_isRefused() {
        assertRefused("{$late}/a.ts\n#EXT-X-DEFINE:NAME=\"late\",VALUE=\"b\"\n",
                "the variable {$late} is not declared on an earlier line; add an EXT-X-DEFINE tag");
    }

    /** Each playlist has its own variables. */
    @Test
    void variables_areForgottenWithThePlaylist() {
        Playlist playlist = new HlsPlaylist(Grants.uris(ForeignUris.FAIL));
        assertThat(playlist.rewrite(BEGIN)).isEqualTo(BEGIN);
        assertThat(playlist.rewrite(BEGIN)).isEqualTo(BEGIN);
        assertThatThrownBy(() -> playlist.rewrite("#EXTM3U\n{$dir}/a.ts")).hasMessageContaining("{$dir} is not declared");
    }

    @Test
    void publishedPlaylist_isNotSignedTwice() {
        assertThatThrownBy(() -> Grants.hls("""
                #EXTM3U
                #EXT-X-DEFINE:QUERYPARAM="Policy"
                a.ts?Policy={$Policy}
                """)).hasMessageStartingWith("line 3 of the HLS playlist: ")
                .hasMessageContaining("its query has a parameter that CloudFront reserves");
    }

    /** A signature is only added if the path before it is known and covered by the grant. */
    @Test
    void randomVariables_neverLeadASignatureOutOfTheGrant() {
        Set<Boolean> outcomes = new HashSet<>();
        Rounds.each(random -> {
            for (int i = 0; i < 50; i++) {
                String playlist = "#EXTM3U\n#EXT-X-DEFINE:NAME=\"a\",VALUE=\"" + hostile(random, "") + "\"\n"
                        + "#EXT-X-DEFINE:NAME=\"b\",VALUE=\"" + hostile(random, "{$a}") + "\"\n"
                        + "#EXT-X-DEFINE:QUERYPARAM=\"q\"\n" + hostile(random, "{$a}", "{$b}", "{$q}");
                String signed;
                try {
                    signed = Grants.hlsWithForeign(playlist);
                } catch (CloudFrontSignerException e) {
                    outcomes.add(false);
                    continue;
                }
                if (!signed.equals(playlist)) {
                    outcomes.add(true);
                    assertThat(signed).startsWith(playlist.substring(0, playlist.lastIndexOf('\n') + 1));
                    String uri = signed.substring(signed.lastIndexOf('\n') + 1);
                    assertThat(uri).as(playlist).endsWith(PARAMETERS).startsWith(Grants.PREFIX).doesNotContain("#");
                    assertThat(uri.substring(0, uri.indexOf('?'))).as(playlist).doesNotContain("{", "\\")
                            .doesNotContainPattern("/\\.\\.?(/|$)");
                    assertThat(Grants.isAllowed(uri.replace("{$q}", "v"))).as(playlist).isTrue();
                }
            }
        });
        assertThat(outcomes).hasSize(2);
    }

    private static String hostile(Random random, String... references) {
        String[] pieces = { "..", ".", "/", "/", "//", "\\", "?", "?t=", "#", ":", "https:", "https://media.example.com/hls/7/",
                "https://cdn.example", "@", "media.example.com", "hls/7/", "/hls/7/", "8", "a.ts", "{", "{$", "$", "}", "%2e",
                "%2f",
                ";", "&", "Policy=", "data:" };
        StringBuilder text = new StringBuilder();
        for (int count = random.nextInt(5); count >= 0; count--) {
            text.append(random.nextInt(3) == 0 ? references[random.nextInt(references.length)]
                    : pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    @Test
    void longestValues_areAccepted() {
        String all = "#EXTM3U\n#EXT-X-DEFINE:NAME=\"a\",VALUE=\"" + "x".repeat(1 << 16) + "\"";
        String longest = "#EXTM3U\n#EXT-X-DEFINE:NAME=\"a\",VALUE=\"" + "x".repeat(8000) + "\"\n"
                + "#EXT-X-DEFINE:NAME=\"b\",VALUE=\"{$a}" + "x".repeat(192) + "\"\n"
                + "#EXT-X-DEFINE:NAME=\"c\",VALUE=\"{$b}\"";

        assertThat(Grants.hls(all)).isEqualTo(all);
        assertThat(Grants.hls(longest)).isEqualTo(longest);
    }

    @Test
    void memory_isBounded() {
        StringBuilder bomb = new StringBuilder("#EXTM3U\n#EXT-X-DEFINE:NAME=\"v0\",VALUE=\"" + "x".repeat(1000) + "\"\n");
        for (int i = 1; i < 10; i++) {
            bomb.append("#EXT-X-DEFINE:NAME=\"v%s\",VALUE=\"%s\"\n".formatted(i, "{$v%s}".formatted(i - 1).repeat(10)));
        }
        assertThatThrownBy(() -> Grants.hls(bomb.toString())).hasMessage("line 3 of the HLS playlist: "
                + "its variables make it longer than the 8192 characters that CloudFront accepts");
        StringBuilder many = new StringBuilder("#EXTM3U\n");
        for (int i = 0; i < 256; i++) {
            many.append("#EXT-X-DEFINE:IMPORT=\"v").append(i).append("\"\n");
        }
        assertThat(Grants.hls(many.toString())).hasSameSizeAs(many);
        assertThatThrownBy(() -> Grants.hls(many + "#EXT-X-DEFINE:IMPORT=\"v256\"\n"))
                .hasMessageStartingWith("line 258 of the HLS playlist: the playlist declares more than 256 variables");
    }
}
