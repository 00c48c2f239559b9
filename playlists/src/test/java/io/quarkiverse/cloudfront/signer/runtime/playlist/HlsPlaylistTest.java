package io.quarkiverse.cloudfront.signer.runtime.playlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.policy.ForeignUris;

class HlsPlaylistTest {

    private static final String SIGNED = Grants.PREFIX + "%s" + Grants.query();

    private final Playlist playlist = new HlsPlaylist(Grants.uris(ForeignUris.FAIL));

    /** The playlist with a header before the line, and the expected result. */
    private static void assertLine(String line, String expected) {
        assertThat(Grants.hls("#EXTM3U\n" + line)).isEqualTo("#EXTM3U\n" + expected);
    }

    private static void assertRefused(String line, String message) {
        assertThatThrownBy(() -> Grants.hls("#EXTM3U\n" + line)).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageStartingWith("line 2 of the HLS playlist: ").hasMessageContaining(message)
                .extracting("reason").isIn(Reason.PLAYLIST_NOT_SIGNABLE, Reason.URL_NOT_SIGNABLE, Reason.NOT_COVERED);
        assertThatThrownBy(() -> Grants.hls("#EXTM3U\n#EXT-X-FOO:A=1,URI=\"" + line + "\"")).as("as an attribute")
                .isInstanceOf(CloudFrontSignerException.class).hasMessageStartingWith("line 2 of the HLS playlist: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            seg.ts | seg.ts
            ./seg.ts | seg.ts
            a/b/../seg.ts | a/seg.ts
            ../7/seg.ts | seg.ts
            ../../../hls/7/seg.ts | seg.ts
            /hls/7/seg.ts | seg.ts
            //media.example.com/hls/7/seg.ts | seg.ts
            https://media.example.com/hls/7/seg.ts | seg.ts
            seg%20%C3%A9.ts | seg%20%C3%A9.ts
            a,b.ts | a,b.ts
            """)
    void uri_becomesAbsoluteAndSigned(String uri, String path) {
        String signed = Grants.PREFIX + path + Grants.query();
        assertLine(uri, signed);
        assertLine("#EXT-X-MAP:URI=\"" + uri + "\"", "#EXT-X-MAP:URI=\"" + signed + "\"");
        assertLine("#EXT-X-KEY:METHOD=AES-128,URI=\"" + uri + "\"", "#EXT-X-KEY:METHOD=AES-128,URI=\"" + signed + "\"");
        assertThat(Grants.isAllowed(signed)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "\n", "\r\n" })
    void lastUri_withOrWithoutALineEnd_isSigned(String end) throws IOException {
        String signed = Grants.PREFIX + "1.ts" + Grants.query();

        assertThat(Grants.hls("#EXTM3U\n1.ts" + end)).isEqualTo("#EXTM3U\n" + signed + end);
        assertThat(Grants.hls("#EXTM3U\n#EXT-X-MAP:URI=\"1.ts\"" + end))
                .isEqualTo("#EXTM3U\n#EXT-X-MAP:URI=\"" + signed + "\"" + end);
        ByteArrayOutputStream rewritten = new ByteArrayOutputStream();
        playlist.rewrite(new ByteArrayInputStream(("#EXTM3U\n1.ts" + end).getBytes(StandardCharsets.UTF_8)), rewritten);
        assertThat(rewritten).hasToString("#EXTM3U\n" + signed + end);
    }

    @Test
    void ownQuery_staysInFrontOfTheSignature() {
        String query = "&" + Grants.query().substring(1);
        assertLine("seg.ts?a=../b&c=", Grants.PREFIX + "seg.ts?a=../b&c=" + query);
        assertLine("?a=1", Grants.PREFIX + "?a=1" + query);
        assertThat(Grants.isAllowed(Grants.PREFIX + "seg.ts?a=../b&c=" + query)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "#EXT-X-MAP:URI=\"U\",BYTERANGE=\"560@0\"",
            "#EXT-X-KEY:METHOD=AES-128,URI=\"U\",IV=0x9c7db8778570d05c3177c349fd9236aa",
            "#EXT-X-SESSION-KEY:METHOD=SAMPLE-AES,URI=\"U\",KEYFORMAT=\"identity\"",
            "#EXT-X-FUTURE:NAME=\"a,\",URI=\"U\"", "#EXT-X-FUTURE:NAME=\",\",URI=\"U\"",
            "#EXT-X-FUTURE:TYPE=AUDIO,GROUP-ID=\"a,b\",NAME=\"English, \",LANGUAGE=\"en\",URI=\"U\"",
            "#EXT-X-SESSION-DATA:DATA-ID=\"com.example.lyrics\",URI=\"U\"",
            "#EXT-X-PART:DURATION=0.33,URI=\"U\",INDEPENDENT=YES",
            "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"U\",BYTERANGE-START=1",
            "#EXT-X-RENDITION-REPORT:URI=\"U\",LAST-MSN=273,LAST-PART=2",
            "#EXT-X-VENDOR:A=\"URI=\",B=x=y,URI=\"U\"",
            "#EXT-X-SPACES: A = 1 ,  URI\t=  \"U\" , B=\"2\"",
            "#EXT-X-TABS:A=1\t,URI\t=\t\"U\"", "#EXT-X-NAMES:AZaz09-_.=1,URI=\"U\"",
            "#EXT-X-DATERANGE:ID=\"ad\",X-COM-EXAMPLE-URI=\"U\"",
            "#EXT-X-LOWER:x-a_b.c=1,URI=\"U\",", "#EXT-X-EMPTY:,,URI=\"U\"",
            "#EXT-X-PREFETCH:U",
    })
    void uriInATag_isSigned(String line) {
        assertLine(line.replace("U\"", "a/b.m4s\"").replace("PREFETCH:U", "PREFETCH:a/b.m4s"),
                line.replace("U\"", SIGNED.formatted("a/b.m4s") + "\"").replace("PREFETCH:U",
                        "PREFETCH:" + SIGNED.formatted("a/b.m4s")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", " ", "\t ",
            "# URI=\"seg.ts\"", "#seg.ts", "#", "##EXT-X-MAP:URI=\"a\"",
            "#EXTINF:10,A title, URI=\"seg.ts\"",
            "#EXT-X-DATERANGE:ID=\"URI=\"", "#EXT-X-DATERANGE:X-ASSET-URI=\"a.m3u8\",X-ASSET-LIST=\"/list.json\"",
            "#EXT-X-KEY:METHOD=NONE",
            "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"skd://key/7\",KEYFORMAT=\"com.apple.streamingkeydelivery\"",
            "#EXT-X-KEY:METHOD=SAMPLE-AES-CTR,URI=\"data:text/plain;base64,AAAA=\"",
            "#EXT-X-SESSION-KEY:METHOD=AES-128,URI=\"urn:marlin-drm\"",
            "#EXT-X-MAP:URI=\"data:video/mp4;base64,AAAA\"", "DATA:video/mp4;base64,AAAA",
            "#EXT-X-BYTERANGE:75232@0", "#EXT-X-PROGRAM-DATE-TIME:2010-02-19T14:54:23.031+08:00", "#EXT-X-ENDLIST",
            "#EXT-X-DEFINE:NAME=\"a\",VALUE=\"b\"", "#EXT-X-FOO:A=\"open", "#EXT-X-FOO", "#EXT-X-FOO:", "#EXT-X-FOO:URI",
            "#EXT-X-FOO:URIX=\"seg.ts\",Y=\"URI=\"",
            "#EXT-X-PREFETCH-DISCONTINUITY", "#EXT-X-CUE-OUT:30", "#EXTVLCOPT:http-user-agent=a b", "#EXT-X-NO-LIST:word, \"",
            "#EXT-OATCLS-SCTE35:/DA+xURI=", "#EXT-X-SCTE35:CUE=\"/DA+xURI=\",TYPE=1",
    })
    void otherLine_staysAsItIs(String line) {
        assertLine(line, line);
    }

    @ParameterizedTest
    @ValueSource(strings = { "#EXTM3U", "#EXTM3U\n", "\uFEFF#EXTM3U\r\n", "#EXTM3U url-tvg=\"http://elsewhere.example/\"\n",
            "#EXTM3U\r\n\r\n#EXTINF:1,\r\n\r\n# \u00e4\r\n", "#EXTM3U\r\n#EXTINF:1,\r\r", "#EXTM3U\n\r\n\n\r" })
    void otherBytes_stayAsTheyAre(String text) throws IOException {
        assertThat(playlist.rewrite(text)).isEqualTo(text);
        for (Charset charset : new Charset[] { StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1 }) {
            byte[] bytes = text.getBytes(charset);
            if (charset == StandardCharsets.UTF_8 || text.indexOf('\uFEFF') < 0) {
                assertThat(playlist.rewrite(bytes)).isEqualTo(bytes);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "\n", "\r\n" })
    void lineEndings_stayAsTheyAre(String end) throws IOException {
        String before = String.join(end, "#EXTM3U", "#EXT-X-MAP:URI=\"init.mp4\"", "", "#EXTINF:1,ä", "1.ts", "2.ts", "");
        String after = String.join(end, "#EXTM3U", "#EXT-X-MAP:URI=\"" + SIGNED.formatted("init.mp4") + "\"", "", "#EXTINF:1,ä",
                SIGNED.formatted("1.ts"), SIGNED.formatted("2.ts"), "");

        assertThat(playlist.rewrite(before)).isEqualTo(after);
        assertThat(playlist.rewrite(before.getBytes(StandardCharsets.UTF_8))).isEqualTo(after.getBytes(StandardCharsets.UTF_8));
        assertThat(octetByOctet(before)).isEqualTo(after);
    }

    private String octetByOctet(String text) throws IOException {
        ByteArrayOutputStream rewritten = new ByteArrayOutputStream();
        playlist.rewrite(content -> {
            for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
                content.write(octet);
            }
        }, rewritten);
        return rewritten.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "\n#EXTM3U", " #EXTM3U", "#EXTM3U8", "#EXTM3", "seg.ts", "<html>", "#extm3u", "/a.ts" })
    void textWithoutThePlaylistHeader_fails(String text) {
        assertThatThrownBy(() -> playlist.rewrite(text)).isInstanceOf(CloudFrontSignerException.class)
                .hasMessage("this is not an HLS playlist, because it does not begin with #EXTM3U");
        assertThatThrownBy(() -> playlist.rewrite(text.getBytes(StandardCharsets.UTF_8)))
                .hasMessage("this is not an HLS playlist, because it does not begin with #EXTM3U");
        assertThatThrownBy(() -> playlist.rewrite(("#EXTM3U\n" + text).getBytes(StandardCharsets.UTF_16)))
                .hasMessage("this is not an HLS playlist, because it does not begin with #EXTM3U");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a*.ts | it has a *
            a.ts?b=* | it has a *
            a.ts?b=1?2 | it has a second ?
            %2e%2e/8/a.ts | it has a dot segment
            ..%2f8/a.ts | it has a dot segment
            a/..%5c..%5c8 | it has a dot segment
            ..;x/8/a.ts | it has a dot segment
            https://media.example.com/hls/7/../8/a.ts | it has a dot segment
            a\\b.ts | it has the character U+005C
            /\\elsewhere.example/a.ts | it has the character U+005C
            a b.ts | it has the character U+0020
            ' a.ts' | it has the character U+0020
            a.ts#t=1 | it has a fragment
            a.ts?Expires=1 | a parameter that CloudFront reserves
            a.ts?x=1&Key-Pair-Id=K | a parameter that CloudFront reserves
            a.ts?%50olicy=p | a parameter that CloudFront reserves
            a.ts?b='c' | it has a ' in its query
            ä.ts | it has the character U+00E4
            a%zz.ts | two hexadecimal digits
            https://me@media.example.com/hls/7/a.ts | it has user info
            https://media.example.com:443/hls/7/a.ts | its host is not one of
            https://MEDIA.example.com/hls/7/a.ts | its host is not one of
            http://media.example.com/hls/7/a.ts | nor a URL that begins with https:// in lower case
            HTTPS://media.example.com/hls/7/a.ts | nor a URL that begins with https:// in lower case
            https:/media.example.com/hls/7/a.ts | nor a URL that begins with
            https:///hls/7/a.ts | its host is not one of
            https:a.ts | nor a URL that begins with
            {$server}/a.ts | the variable {$server} is not declared on an earlier line
            a.ts?t={$token} | the variable {$token} is not declared on an earlier line
            """, ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '\'', nullValues = "NONE")
    void unsignableUri_failsInEitherMode(String uri, String message) {
        assertRefused(uri, message);
        assertThatThrownBy(() -> Grants.hlsWithForeign("#EXTM3U\n" + uri)).hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://cdn.example/a.ts", "http://cdn.example/a.ts", "//cdn.example/hls/7/a.ts",
            "../8/a.ts", "/hls/8/a.ts", "/", "https://media.example.com/hls/8/a.ts", "https://other.example.com/hls/7/a.ts",
            "https://media.example.com@cdn.example/hls/7/a.ts", "https://media.example.com.cdn.example/hls/7/a.ts",
            "javascript:alert(1)", "seg:1.ts", "ftp://media.example.com/hls/7/a.ts" })
    void foreignUri_failsOrStays(String uri) {
        assertRefused(uri, "the grant for https://media.example.com/hls/7/* does not cover it; widen the resource, or leave "
                + "such URIs in playlists unchanged with quarkus.cloudfront-signer.playlists.foreign-uris=keep");
        String text = "#EXTM3U\n" + uri + "\n#EXT-X-PREFETCH:" + uri + "\n#EXT-X-MEDIA:URI=\"" + uri + "\",TYPE=AUDIO\na.ts";
        assertThat(Grants.hlsWithForeign(text)).isEqualTo(text.replaceFirst("a\\.ts$", "") + SIGNED.formatted("a.ts"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "#EXT-X-MAP:URI=\"a.mp4 | a quote is never closed",
            "#EXT-X-FOO:A=\"x,URI=b.mp4 | a quote is never closed",
            "#EXT-X-MAP:URI=a.mp4 | the value of the URI attribute is not in quotes",
            "#EXT-X-MAP:URI= | the value of the URI attribute is not in quotes",
            "#EXT-X-MAP:URI=\"\" | the URI is empty",
            "#EXT-X-PREFETCH: | the URI is empty",
            "#EXT-X-MAP,URI=\"a\" | has no colon after its name",
            "#EXT-X-MEDIA:NAME=\"a\\\",URI=\"b\" | has a backslash in front of a quote, which ends the value for some players only",
            "#EXT-X-KEY:METHOD=AES-128 URI=\"a\" | has something other than a comma after the value of an attribute",
            "#EXT-X-KEY:word,URI=\"a\" | has something other than attributes of the form NAME=value",
            "#EXT-X-MAP:URI=\"a\",B | has something other than attributes of the form NAME=value",
            "#EXT-X-MAP:=\"x\",URI=\"a\" | has something other than attributes of the form NAME=value",
            "#EXT-X-KEY:uri=\"a\" | has the URI attribute, but not in upper case",
            "#EXT-X-MEDIA:NAME=a\"b\",URI=\"c\" | has a quote within a value",
            "#EXT-X-TWICE:URI=\"a\",URI=\"b\" | has the URI attribute twice",
    })
    void ambiguousLine_fails(String line, String message) {
        for (String end : new String[] { "\r\n", "\n" }) {
            String text = String.join(end, "#EXTM3U", "", "#EXTINF:1,", "a.ts", line);
            assertThatThrownBy(() -> playlist.rewrite(text))
                    .hasMessageStartingWith("line 5 of the HLS playlist: ").hasMessageContaining(message);
            assertThatThrownBy(() -> playlist.rewrite(text.getBytes(StandardCharsets.UTF_8)))
                    .hasMessageStartingWith("line 5 of the HLS playlist: ").hasMessageContaining(message);
        }
    }

    @ParameterizedTest
    @ValueSource(chars = { '@', '[', '`', '{', '/', ':', '+' })
    void attribute_withAnotherCharacterInItsName_isRejected(char c) {
        assertThatThrownBy(() -> Grants.hls("#EXTM3U\n#EXT-X-FOO:A" + c + "B=1,URI=\"a\""))
                .hasMessageContaining("has something other than attributes of the form NAME=value");
    }

    /** ffmpeg accepts URIs that are not separated by a comma, ExoPlayer those after any text. */
    @ParameterizedTest
    @ValueSource(strings = { "#EXT-X-KEY:METHOD=AES-128,IV=\"a\"U", "#EXT-X-KEY:METHOD=AES-128 U",
            "#EXT-X-KEY:METHOD=AES-128;U",
            "#EXT-X-KEY:METHOD=AES-128,IV=\"a\" U", "#EXT-X-KEY:METHOD=AES-128\tU", "#EXT-X-MEDIA:TYPE=AUDIO,\uFEFFU",
            "#EXT-X-MEDIA:TYPE=AUDIO,\u00a0U", "#EXT-X-MEDIA:TYPE=AUDIO,\u00EF\u00BB\u00BFU", "#EXT-X-MAP:FOO=1 U",
            "#EXT-X-NO-LIST:word,U", "#EXT-X-NO-LIST:word U", "#EXT-X-MAP,U", "#EXT-X-MAP U", "#EXT-X-MAP:/U",
            "#EXT-X-MAP:\"a\"U",
            "#EXT-X-MEDIA:NAME=\"a\\\",X=\"U\"", "#EXT-X-MEDIA:NAME=a\"b\"U", "#EXT-X-MEDIA:NAME==\"a\"\"U" })
    void uriInALineOutsideOfTheGrammar_isRejected(String line) {
        for (String uri : new String[] { "URI=\"k.key\"", "URI=\"https://evil.example/a:b\"", "URI = \"k.key\"" }) {
            assertThatThrownBy(() -> Grants.hls("#EXTM3U\n" + line.replaceFirst("U(?=\"?$)", uri)))
                    .as(line).isInstanceOf(CloudFrontSignerException.class)
                    .hasMessageContaining("line 2 of the HLS playlist: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "uri=\"k.key\"", "Uri=\"k.key\"", "URI\u00a0=\"k.key\"", "URI=k.key", "uri=k.key",
            "URI\uFEFF=\"k.key\"", "URI=\u00a0\"k.key\"" })
    void uriThatIsWrittenInAnotherWay_isRejected(String uri) {
        for (String line : new String[] { "#EXT-X-MEDIA:TYPE=AUDIO,", "#EXT-X-KEY:", "#EXT-X-KEY:METHOD=AES-128 " }) {
            assertThatThrownBy(() -> Grants.hls("#EXTM3U\n" + line + uri))
                    .isInstanceOf(CloudFrontSignerException.class).hasMessageContaining("line 2 of the HLS playlist: ");
        }
    }

    /** Packagers write them, and users cannot change the packagers. */
    @ParameterizedTest
    @ValueSource(strings = { "seg.ts?1699999999", "seg.ts?download", "seg.ts?", "seg.ts?&a=1", "seg.ts?a=1&" })
    void queryWithoutPairs_isSigned(String uri) {
        String signed = Grants.PREFIX + uri + "&" + Grants.query().substring(1);

        assertLine(uri, signed);
        assertThat(Grants.isAllowed(signed)).isTrue();
    }

    /** A control character is refused as well, because a browser would drop it and request another URL. */
    @ParameterizedTest
    @ValueSource(strings = { "h\tttps://elsewhere.example/a.ts", "java\tscript:alert(1)", "a\u0000.ts", "a\u000b.ts",
            "a\u001b.ts",
            "a\u2028.ts", "a\u202e.ts", "\u00a0a.ts", "a\u0085.ts" })
    void controlCharacter_fails(String uri) {
        assertRefused(uri, "it has the character U+");
    }

    @Test
    void message_showsNoQueryAndForgesNoLogLine() {
        assertThatThrownBy(() -> Grants.hls("#EXTM3U\nhttps://u:passw0rd@cdn.example/\u001b?token=s3cret"))
                .hasMessageContaining("https://...@cdn.example/\\u001B?...").hasMessageNotContainingAny("passw0rd", "s3cret");
    }

    @Test
    void overlongUri_fails() {
        String longest = "a".repeat(Grants.longestReference());

        assertLine(longest, Grants.PREFIX + longest + Grants.query());
        assertRefused(longest + "a", "CloudFront accepts at most 8192");
    }

    @Test
    void longLineWithoutUri_staysAsItIs() {
        String data = "#EXT-X-SESSION-DATA:VALUE=\"" + "x".repeat(500_000) + "\"";
        assertLine(data, data);
        String text = "#EXTM3U\n" + data;
        assertThat(new String(playlist.rewrite(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8)).isEqualTo(text);
    }

    /** The shortest names that a packager may choose. */
    @Test
    void shortNamesWithDurations_areSigned() {
        StringBuilder shortest = new StringBuilder("#EXTM3U\n");
        for (int i = 0; i < 50_000; i++) {
            shortest.append("#EXTINF:2,\n").append(i).append('\n');
        }

        assertThat(playlist.rewrite(shortest.toString())).contains("\n" + Grants.PREFIX + "49999" + Grants.query());
    }

    @ParameterizedTest
    @CsvSource({ "a, 41", "#EXT-X-PREFETCH:a, ", "#EXT:URI=\"a\", 261", "#EXTINF:2, " })
    void urisWithoutTags_areLimitedByTheLength(String line, Integer refused) {
        String text = "#EXTM3U\n" + (line + "\n").repeat(1_000);

        if (refused == null) {
            assertThat(playlist.rewrite(text)).startsWith("#EXTM3U\n");
        } else {
            assertThatThrownBy(() -> playlist.rewrite(text)).isInstanceOf(CloudFrontSignerException.class).hasMessage(
                    "line %s of the HLS playlist: the playlist has too many URIs, or too much text in its variables, for its "
                            .formatted(refused)
                            + "length: on average, it may contain one URI per 15 bytes, or 32 characters of variable values "
                            + "per byte; use longer file names, or shorter values");
            assertThatThrownBy(() -> playlist.rewrite(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                    OutputStream.nullOutputStream())).hasMessageStartingWith("line " + refused + " of");
        }
    }

    /** A token of 700 characters for each segment is ordinary, and three of them in each short line are not. */
    @Test
    void valuesOfVariables_areLimitedByTheLength() {
        String token = "#EXTM3U\n#EXT-X-DEFINE:NAME=\"t\",VALUE=\"" + "t".repeat(700) + "\"\n";

        assertThat(playlist.rewrite(token + "#EXTINF:6.0,\nsegment-100000.ts?t={$t}\n".repeat(10_000))).isNotEmpty();
        assertThatThrownBy(() -> playlist.rewrite(token + "#EXTINF:6.0,\na.ts?t={$t}{$t}{$t}\n".repeat(10_000)))
                .hasMessageContaining("too much text in its variables, for its length");
    }

    @Test
    void endlessLine_failsBeforeItFillsTheMemory() {
        RewritingStream stream = new HlsStream(Grants.uris(ForeignUris.FAIL), new ByteArrayOutputStream());
        byte[] octets = new byte[8192];
        assertThatThrownBy(() -> {
            while (true) {
                stream.write(octets);
            }
        }).isInstanceOf(CloudFrontSignerException.class).hasMessage("an HLS playlist has a line of more than 1048576 bytes");
    }

    @Test
    void longestLine_isACommentOfOneMebibyte() {
        String longest = "#EXTM3U\n#" + "x".repeat((1 << 20) - 1);

        assertThat(playlist.rewrite(longest.getBytes(StandardCharsets.UTF_8))).hasSize(longest.length());
        assertThatThrownBy(() -> playlist.rewrite((longest + "x").getBytes(StandardCharsets.UTF_8)))
                .hasMessage("an HLS playlist has a line of more than 1048576 bytes");
    }

    @Test
    void target_isFlushedAndItsFailureStays() throws IOException {
        IOException closed = new IOException("closed");
        List<String> calls = new ArrayList<>();
        RewritingStream stream = new HlsStream(Grants.uris(ForeignUris.FAIL), new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw closed;
            }

            @Override
            public void flush() {
                calls.add("flush");
            }
        });
        stream.flush();

        assertThat(calls).containsExactly("flush");
        assertThatThrownBy(() -> stream.write("#EXTM3U\n".getBytes())).isSameAs(closed);
        assertThatThrownBy(() -> stream.write("\n".getBytes())).isSameAs(closed);
        assertThatThrownBy(stream::finish).isSameAs(closed);
    }

    /** An application may ignore the exception, as PrintWriter does, and continue to write. */
    @Test
    void failure_isRepeatedForLaterInput() throws IOException {
        ByteArrayOutputStream rewritten = new ByteArrayOutputStream();
        RewritingStream stream = new HlsStream(Grants.uris(ForeignUris.FAIL), rewritten);
        Throwable failure = catchThrowable(() -> stream.write("#EXTM3U\n*.ts\n".getBytes()));
        assertThat(failure).hasMessageContaining("it has a *");
        int written = rewritten.size();
        assertThatThrownBy(() -> stream.write("a.ts\n".getBytes())).isSameAs(failure);
        assertThatThrownBy(stream::finish).isSameAs(failure);
        assertThat(rewritten.size()).isEqualTo(written);
    }

    @Test
    void resourceWithAPartialName_coversItsPrefixOnly() {
        Playlist some = new HlsPlaylist(Grants.uris(Grants.SITE + "/hls/7/v*"));
        assertThat(some.rewrite("#EXTM3U\nv1.ts")).startsWith("#EXTM3U\n" + Grants.PREFIX + "v1.ts?Policy=");
        assertThatThrownBy(() -> some.rewrite("#EXTM3U\na1.ts"))
                .hasFieldOrPropertyWithValue("reason", Reason.NOT_COVERED).hasMessageContaining("does not cover it");
    }
}
