package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.fixtures.AllocatedBytes;
import io.quarkiverse.cloudfront.signer.playlist.SignedPlaylists;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.PublishedPlaylist.KeptUri;

class HlsPublisherTest {

    private static final String MEDIA = "Policy={$Policy}&Signature={$Signature}&Key-Pair-Id={$kid}&Hash-Algorithm={$alg}";
    private static final String PLAYLIST = "kid={$kid}&alg={$alg}&" + MEDIA;
    private static final String DEFINES = """
            #EXT-X-DEFINE:QUERYPARAM="Policy"
            #EXT-X-DEFINE:QUERYPARAM="Signature"
            #EXT-X-DEFINE:QUERYPARAM="kid"
            #EXT-X-DEFINE:QUERYPARAM="alg"
            """;
    private static final String BEGIN = "#EXTM3U\n#EXT-X-VERSION:11\n" + DEFINES;

    private static Published published(String playlist) {
        return Published.hls(playlist.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String playlist) {
        return new String(published(playlist).content(), StandardCharsets.UTF_8);
    }

    /** The playlist with a header before the line, and the expected result. A second conversion does not change it. */
    private static void assertLine(String line, String expected) {
        String once = text("#EXTM3U\n" + line);
        assertThat(once).isEqualTo(line.equals(expected) ? "#EXTM3U\n" + line : BEGIN + expected);
        assertThat(text(once)).isEqualTo(once);
    }

    private static void assertRefused(String playlist, int line, String message) {
        assertThatThrownBy(() -> published(playlist)).as(playlist).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageStartingWith("line " + line + " of the HLS playlist: ").hasMessageContaining(message)
                .hasFieldOrPropertyWithValue("reason", Reason.PLAYLIST_NOT_SIGNABLE);
    }

    @Test
    void mediaPlaylist_ofFfmpeg_handsTheSignatureToItsSegments() {
        assertThat(text("""
                #EXTM3U
                #EXT-X-VERSION:7
                #EXT-X-TARGETDURATION:4
                #EXT-X-MEDIA-SEQUENCE:0
                #EXT-X-PLAYLIST-TYPE:VOD
                #EXT-X-MAP:URI="init.mp4"
                #EXTINF:4.000000,
                seg0.m4s
                #EXTINF:2.500000,
                #EXT-X-BYTERANGE:75232@0
                seg1.m4s
                #EXT-X-ENDLIST
                """)).isEqualTo("""
                #EXTM3U
                #EXT-X-VERSION:11
                D#EXT-X-TARGETDURATION:4
                #EXT-X-MEDIA-SEQUENCE:0
                #EXT-X-PLAYLIST-TYPE:VOD
                #EXT-X-MAP:URI="init.mp4?M"
                #EXTINF:4.000000,
                seg0.m4s?M
                #EXTINF:2.500000,
                #EXT-X-BYTERANGE:75232@0
                seg1.m4s?M
                #EXT-X-ENDLIST
                """.replace("\nD", "\n" + DEFINES).replace("?M", "?" + MEDIA));
    }

    @Test
    void multivariantPlaylist_handsTheSignatureToItsVariants() {
        assertThat(text("""
                #EXTM3U
                ## Generated with a packager

                #EXT-X-MEDIA:TYPE=AUDIO,URI="audio.m3u8",GROUP-ID="a",NAME="English, stereo"
                #EXT-X-STREAM-INF:BANDWIDTH=1280000,AUDIO="a"
                # a comment
                video/low.m3u8
                #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=86000,URI="video/i.m3u8"
                """)).isEqualTo("""
                #EXTM3U
                #EXT-X-VERSION:11
                D## Generated with a packager

                #EXT-X-MEDIA:TYPE=AUDIO,URI="audio.m3u8?P",GROUP-ID="a",NAME="English, stereo"
                #EXT-X-STREAM-INF:BANDWIDTH=1280000,AUDIO="a"
                # a comment
                video/low.m3u8?P
                #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=86000,URI="video/i.m3u8?P"
                """.replace("\nD", "\n" + DEFINES).replace("?P", "?" + PLAYLIST));
    }

    @ParameterizedTest
    @ValueSource(strings = { "#EXT-X-MAP:BYTERANGE=\"560@0\",URI=\"U\"", "#EXT-X-KEY:METHOD=AES-128,URI=\"U\",IV=0x00",
            "#EXT-X-SESSION-KEY:METHOD=AES-128,URI=\"U\"", "#EXT-X-PART:DURATION=0.3,URI=\"U\"",
            "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"U\"", "#EXT-X-PREFETCH:U", "#EXT-X-VENDOR:URI=\"U\"", "U" })
    void uriOfAFile_getsCloudFrontsParameters(String line) {
        assertLine(line.replace("U\"", "a/b\"").replaceFirst("U$", "a/b"),
                line.replace("U\"", "a/b?" + MEDIA + "\"").replaceFirst("U$", Matcher.quoteReplacement("a/b?" + MEDIA)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "#EXT-X-MEDIA:TYPE=AUDIO,URI=\"U\"", "#EXT-X-I-FRAME-STREAM-INF:URI=\"U\"",
            "#EXT-X-IMAGE-STREAM-INF:URI=\"U\"", "#EXT-X-RENDITION-REPORT:URI=\"U\",LAST-MSN=1",
            "#EXT-X-SESSION-DATA:DATA-ID=\"a\",URI=\"U\"",
            "#EXT-X-DATERANGE:ID=\"i\",CLASS=\"com.apple.hls.interstitial\",X-ASSET-URI=\"U\",X-RESUME-OFFSET=0",
            "#EXT-X-DATERANGE:ID=\"i\",X-ASSET-LIST=\"U\"" })
    void uriOfAPlaylist_getsTheViewersParametersToo(String line) {
        assertLine(line.replace("U\"", "a/b.m3u8\""), line.replace("U\"", "a/b.m3u8?" + PLAYLIST + "\""));
    }

    @ParameterizedTest
    @ValueSource(strings = { "a.m3u8", "a.M3U8?b=1", "#EXT-X-VENDOR:URI=\"a.m3u8\"" })
    void uriWithTheNameOfAPlaylist_getsTheViewersParametersToo(String line) {
        assertThat(text("#EXTM3U\n" + line)).contains(PLAYLIST);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a.ts | a.ts?
            a.ts?v=1 | a.ts?v=1&
            a.ts? | a.ts?&
            a.ts?v=a/b?c | a.ts?v=a/b?c&
            a.ts?kid=1 | a.ts?kid=1&
            ?v=1 | ?v=1&
            ../a.ts | ../a.ts?
            /a/b.ts | /a/b.ts?
            a:b | NONE
            ./a:b | ./a:b?
            a,b;c=(1).ts | a,b;c=(1).ts?
            a%20b.ts | a%20b.ts?
            """, nullValues = "NONE")
    void ownQuery_staysInFrontOfTheParameters(String uri, String begin) {
        assertLine(uri, begin == null ? uri : begin + MEDIA);
    }

    @Test
    void fragment_staysBehindTheParameters() {
        assertLine("a.ts#t=1?2", "a.ts?" + MEDIA + "#t=1?2");
        assertLine("a.ts?v=1#t", "a.ts?v=1&" + MEDIA + "#t");
        assertLine("a.ts#", "a.ts?" + MEDIA + "#");
        assertLine("#EXT-X-MAP:URI=\"#t\"", "#EXT-X-MAP:URI=\"?" + MEDIA + "#t\"");
    }

    @Test
    void textLikeTheParameters_isTakenForThemBehindAMarkOnly() {
        assertRefused("#EXTM3U\na/" + MEDIA, 2, "the line has a variable of the viewer's signature");
        assertThat(text(BEGIN + "?" + MEDIA)).isEqualTo(BEGIN + "?" + MEDIA);
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://cdn.example/a.ts", "HTTP://cdn.example/a b.ts", "//cdn.example/a.ts",
            "data:video/mp4;base64,AAAA", "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"skd://key\"", "#EXT-X-KEY:METHOD=NONE",
            "#EXT-X-MAP:URI=\"data:video/mp4;base64,AAAA\"", "https://media.example.com/a.ts?Policy=p&Signature=s",
            "# URI=\"a\"", "#EXTINF:1,URI=\"a\"", "#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,NAME=\"URI\"", "",
            "#EXT-X-DATERANGE:ID=\"i\",X-ASSET-URI=\"https://ads.example/1.m3u8\"", "#EXT-X-DATERANGE:ID=\"i\",X-FOO=\"a/b\"",
            "#EXT-X-VERSION:3",
            "#EXT-X-FOO:A=\"open", "#EXT-X-SESSION-DATA:DATA-ID=\"a\",VALUE=\"b.json\"" })
    void playlistWithoutARelativeUri_staysAsItIs(String line) {
        assertLine(line, line);
    }

    @ParameterizedTest
    @ValueSource(strings = { "\n", "\r\n" })
    void lineEndings_stayAndAreThoseOfWhatIsAdded(String end) {
        String before = String.join(end, "\uFEFF#EXTM3U", "", "#EXTINF:1,\u00e4\u65e5", "1.ts");
        String after = String.join(end, "\uFEFF#EXTM3U", "#EXT-X-VERSION:11", DEFINES.strip().replace("\n", end), "",
                "#EXTINF:1,\u00e4\u65e5", "1.ts?" + MEDIA);
        assertThat(text(before)).isEqualTo(after);
        assertThat(text(after)).isEqualTo(after);
        assertThat(text(before + end)).isEqualTo(after + end);
    }

    @Test
    void octetsOutsideOfUris_stay() {
        byte[] begin = "#EXTM3U\n#EXT-X-VERSION:11\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] end = new byte[257];
        end[0] = '#';
        for (int i = 0; i < 256; i++) {
            end[i + 1] = (byte) (i == '\n' || i == '\r' ? 0 : i);
        }
        ByteArrayOutputStream before = new ByteArrayOutputStream();
        before.writeBytes(begin);
        before.writeBytes("a.ts\n".getBytes(StandardCharsets.ISO_8859_1));
        before.writeBytes(end);
        ByteArrayOutputStream after = new ByteArrayOutputStream();
        after.writeBytes(begin);
        after.writeBytes((DEFINES + "a.ts?" + MEDIA + "\n").getBytes(StandardCharsets.ISO_8859_1));
        after.writeBytes(end);
        assertThat(Published.hls(before.toByteArray()).content()).isEqualTo(after.toByteArray());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "#EXT-X-VERSION:3 | #EXT-X-VERSION:11", "#EXT-X-VERSION: 10 | #EXT-X-VERSION: 11",
            "#EXT-X-VERSION:11 | #EXT-X-VERSION:11", "#EXT-X-VERSION:13 | #EXT-X-VERSION:13" })
    void version_isAtLeastTheOneOfQueryParameters(String before, String after) {
        assertThat(text("#EXTM3U\n#EXT-X-TARGETDURATION:1\n" + before + "\na.ts"))
                .isEqualTo("#EXTM3U\n#EXT-X-TARGETDURATION:1\n" + after + "\n" + DEFINES + "a.ts?" + MEDIA);
    }

    @Test
    void version_behindTheFirstUri_isRaisedThere() {
        assertThat(text("#EXTM3U\na.ts\n#EXT-X-VERSION:3\nb.ts"))
                .isEqualTo("#EXTM3U\n" + DEFINES + "a.ts?" + MEDIA + "\n#EXT-X-VERSION:11\nb.ts?" + MEDIA);
    }

    @Test
    void missingDeclarations_areAdded() {
        String some = "#EXTM3U\n#EXT-X-VERSION:12\n#EXT-X-DEFINE:QUERYPARAM=\"kid\"\n#EXT-X-DEFINE:QUERYPARAM=\"Policy\"\na.ts";
        String all = "#EXTM3U\n#EXT-X-VERSION:12\n#EXT-X-DEFINE:QUERYPARAM=\"Signature\"\n#EXT-X-DEFINE:QUERYPARAM=\"alg\"\n"
                + "#EXT-X-DEFINE:QUERYPARAM=\"kid\"\n#EXT-X-DEFINE:QUERYPARAM=\"Policy\"\na.ts?" + MEDIA;
        assertThat(text(some)).isEqualTo(all);
        assertThat(text(all)).isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {$dir}a.ts | {$dir}a.ts?
            {$dir}a.ts?b={$user} | {$dir}a.ts?b={$user}&
            {$file} | {$file}&
            {$cdn}a.ts | NONE
            //{$user}/a.ts | NONE
            https://{$user}/a.ts | NONE
            a/{$user}/b.ts | a/{$user}/b.ts?
            /a{$user}.ts | /a{$user}.ts?
            {$deep}/b.ts | {$deep}/b.ts?
            a.ts?v={$user}#t | a.ts?v={$user}&#t
            ?v={$user} | ?v={$user}&
            """, nullValues = "NONE")
    void variablesOfThePackager_stayAndAreUnderstood(String uri, String published) {
        String defines = """
                #EXT-X-DEFINE:NAME="dir",VALUE="media/"
                #EXT-X-DEFINE:NAME="cdn",VALUE="https://cdn.example/"
                #EXT-X-DEFINE:NAME="file",VALUE="{$dir}a.ts?v=1"
                #EXT-X-DEFINE:IMPORT="user"
                #EXT-X-DEFINE:NAME="deep",VALUE="{$dir}{$user}"
                """;
        String once = text("#EXTM3U\n#EXT-X-VERSION:8\n" + defines + uri);
        int fragment = uri.indexOf('#');
        String expected = published == null ? uri
                : fragment < 0 ? published + MEDIA : published.replace("#t", MEDIA + "#t");
        assertThat(once).isEqualTo((published == null ? "#EXTM3U\n#EXT-X-VERSION:8\n" : BEGIN) + defines + expected);
        assertThat(text(once)).isEqualTo(once);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {$user}/a.ts | may lead the URI, and the signature with it, to another host
            /{$user}/a.ts | may lead the URI, and the signature with it, to another host
            a{$user}/a.ts | may lead the URI, and the signature with it, to another host
            ab{$user}/a.ts | may lead the URI, and the signature with it, to another host
            {$empty}{$user}/a.ts | may lead the URI, and the signature with it, to another host
            {$empty} | the URI is empty
            {$mark}a.ts | a variable in the URI has a # in its value
            {$hash} | a variable in the URI has a # in its value
            {$other}/a.ts | the variable {$other} is not declared on an earlier line; add an EXT-X-DEFINE tag
            a.ts?b={$late} | the variable {$late} is not declared on an earlier line
            a{$/b.ts | there is a {$ that does not begin a variable such as {$name}
            a{$}/b.ts | there is a {$ that does not begin a variable
            a{$b c}/b.ts | there is a {$ that does not begin a variable
            a.ts?Policy=p | the URI has a parameter of a signature (Expires, Policy, Signature, Key-Pair-Id, Hash-Algorithm)
            a.ts?x=1&Expires=1 | the URI has a parameter of a signature
            a.ts?x=1?Signature=1 | the URI has a parameter of a signature
            a.ts?Key-Pair-Id={$user} | the URI has a parameter of a signature
            a.ts?%50olicy=1#a | the URI has a parameter of a signature
            a.ts?Hash-Algorithm | the URI has a parameter of a signature
            {$signed} | the URI has a parameter of a signature
            a.m3u8?kid=1 | the URI has a kid or alg parameter
            a.m3u8?x&alg | the URI has a kid or alg parameter
            ä.ts | the URI has the character U+00C3 at index 0; percent-encode it
            a b.ts | the URI has the character U+0020 at index 1; percent-encode it
            \\\\cdn.example/a.ts | the URI has the character U+005C
            a"b | the URI has the character U+0022
            {$space}a.ts | the URI has the character U+0020
            """)
    void uriThatCannotCarryTheSignature_isRefused(String uri, String message) {
        assertRefused("""
                #EXTM3U
                #EXT-X-DEFINE:QUERYPARAM="user"
                #EXT-X-DEFINE:NAME="empty",VALUE=""
                #EXT-X-DEFINE:NAME="mark",VALUE="a#"
                #EXT-X-DEFINE:NAME="hash",VALUE="#a"
                #EXT-X-DEFINE:NAME="signed",VALUE="a?Policy=p"
                #EXT-X-DEFINE:NAME="space",VALUE="a "
                %s
                #EXT-X-DEFINE:NAME="late",VALUE="a"
                """.formatted(uri), 8, message);
    }

    @ParameterizedTest
    @ValueSource(strings = { " https://cdn.example/a.ts", "h\tttps://cdn.example/a.ts", "\u00a0//cdn.example/a.ts",
            "/\\cdn.example/a.ts", "a.ts ", "\u0000a.ts", "\u007fa.ts" })
    void uriThatBrowsersReadInAnotherWay_isRefused(String uri) {
        assertRefused("#EXTM3U\n" + uri, 2, "the URI has the character U+");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "#EXT-X-DEFINE:NAME=\"Policy\",VALUE=\"a\" | the playlist declares the variable Policy, which passes",
            "#EXT-X-DEFINE:IMPORT=\"Signature\" | the playlist declares the variable Signature, which passes",
            "#EXT-X-DEFINE:NAME=\"kid\",VALUE=\"\" | the playlist declares the variable kid, which passes",
            "#EXT-X-DEFINE:IMPORT=\"alg\" | the playlist declares the variable alg, which passes",
            "#EXT-X-DEFINE:QUERYPARAM=\"x\" | EXT-X-DEFINE declares the variable x again; remove one of the two declarations",
            "#EXT-X-DEFINE:NAME=\"a\" | EXT-X-DEFINE must have either NAME and VALUE, or IMPORT, or QUERYPARAM",
            "#EXT-X-DEFINE:NAME=\"a\",VALUE=\"b\",IMPORT=\"a\" | EXT-X-DEFINE must have either NAME and VALUE, or IMPORT, or QUERYPARAM",
            "#EXT-X-DEFINE:QUERYPARAM=\"a\",IMPORT=\"a\" | EXT-X-DEFINE must have either NAME and VALUE, or IMPORT, or QUERYPARAM",
            "#EXT-X-DEFINE:FOO=\"a\" | EXT-X-DEFINE must have either NAME and VALUE, or IMPORT, or QUERYPARAM",
            "#EXT-X-DEFINE: | EXT-X-DEFINE must have either NAME and VALUE, or IMPORT, or QUERYPARAM",
            "#EXT-X-DEFINE:NAME=a,VALUE=\"b\" | the value of the NAME attribute is not in quotes",
            "#EXT-X-DEFINE:name=\"a\",VALUE=\"b\" | has the NAME attribute, but not in upper case",
            "#EXT-X-DEFINE:NAME=\"a\",NAME=\"b\",VALUE=\"b\" | the tag has the NAME attribute twice, and players may disagree about its values",
            "#EXT-X-DEFINE:NAME=\"a b\",VALUE=\"b\" | a variable whose name does not consist of 1 to 100 letters, digits, - and _",
            "#EXT-X-DEFINE:IMPORT=\"\" | a variable whose name does not consist of 1 to 100 letters, digits, - and _",
            "#EXT-X-DEFINE:NAME=\"a\",VALUE=\"{$b}\" | the variable {$b} is not declared on an earlier line",
            "#EXT-X-DEFINE:NAME=\"a\",VALUE=\"{$a}\" | the variable {$a} is not declared on an earlier line",
            "#EXT-X-DEFINE:NAME=\"a\",VALUE=\"b | a quote is never closed",
            "#EXT-X-VERSION:3 | the playlist has a second EXT-X-VERSION tag",
            "#EXT-X-MAP:URI=a.mp4 | the value of the URI attribute is not in quotes",
            "#EXT-X-DATERANGE:x-asset-list=\"a\" | has the X-ASSET-LIST attribute, but not in upper case",
            "#EXT-X-SESSION-DATA:URI=\"a\" DATA-ID=\"A\" | has something other than a comma after the value",
            "#EXT-X-PREFETCH: | the URI is empty",
            "#EXT-X-MAP:URI=\"\" | the URI is empty" })
    void malformedLine_isRefused(String line, String message) {
        for (String end : new String[] { "\n", "\r\n" }) {
            assertRefused(String.join(end, "#EXTM3U", "", "#EXT-X-VERSION:11", "#EXT-X-DEFINE:NAME=\"x\",VALUE=\"y\"", line,
                    "a.ts"), 5, message);
        }
    }

    @Test
    void versionThatIsNoNumber_isRefused() {
        assertRefused("#EXTM3U\n#EXT-X-VERSION:x\na.ts", 2, "EXT-X-VERSION does not have a number");
    }

    @Test
    void declarationBehindTheFirstUri_isRefused() {
        assertRefused("#EXTM3U\na.ts\n#EXT-X-DEFINE:QUERYPARAM=\"Policy\"\n", 2,
                "the playlist declares the variable Policy only after this line; move its EXT-X-DEFINE tag to the beginning");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "\n#EXTM3U", "#EXTM3U8", "<MPD/>", "a.ts" })
    void textWithoutThePlaylistHeader_isRefused(String text) {
        assertThatThrownBy(() -> published(text))
                .hasMessage("this is not an HLS playlist, because it does not begin with #EXTM3U");
    }

    @Test
    void variables_areLimited() {
        StringBuilder many = new StringBuilder("#EXTM3U\n");
        for (int i = 0; i < 257; i++) {
            many.append("#EXT-X-DEFINE:QUERYPARAM=\"v").append(i).append("\"\n");
        }
        assertRefused(many.toString(), 258, "the playlist declares more than 256 variables");
        String large = "#EXTM3U\n#EXT-X-DEFINE:NAME=\"a\",VALUE=\"" + "x".repeat(8000) + "\"\n";
        assertRefused(large + "{$a}{$a}", 3, "its variables make it longer than the 8192 characters");
        assertRefused(large + "{$a}" + "x".repeat(200), 3, "its variables make it longer than the 8192 characters");
        assertRefused("#EXTM3U\n#EXT-X-DEFINE:NAME=\"a\",VALUE=\"" + "x".repeat(65_537) + "\"\n", 2,
                "or values of more than 65536 characters");
    }

    @Test
    void absoluteUris_areListed() {
        assertThat(published("#EXTM3U\na.ts\n\nhttps://cdn.example/a.ts\n#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"skd://k\"\n"
                + "#EXT-X-MAP:URI=\"data:video/mp4;base64,AAAA\"\n//cdn.example/b.ts").kept()).containsExactly(
                        new KeptUri(4, "https://cdn.example/a.ts"), new KeptUri(5, "skd://k"),
                        new KeptUri(7, "//cdn.example/b.ts"));
    }

    @Test
    void refusedPlaylist_writesNothing() throws IOException {
        ByteArrayOutputStream published = new ByteArrayOutputStream();
        byte[] playlist = "#EXTM3U\na.ts\nb c.ts".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> SignedPlaylists.hls(new ByteArrayInputStream(playlist), published))
                .isInstanceOf(CloudFrontSignerException.class);
        assertThat(published.size()).isZero();

        SignedPlaylists.hls(new ByteArrayInputStream("#EXTM3U\na.ts".getBytes(StandardCharsets.UTF_8)), published);
        assertThat(published).hasToString(BEGIN + "a.ts?" + MEDIA);
    }

    @Test
    void shortLines_areRefusedBeforeTheyMultiply() {
        ByteArrayOutputStream published = new ByteArrayOutputStream();
        byte[] lines = ("#EXTM3U\n" + "a\n".repeat(1 << 20)).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> SignedPlaylists.hls(new ByteArrayInputStream(lines), published))
                .hasMessageStartingWith("line 42 of the HLS playlist: the playlist has too many URIs");
        assertThat(published.size()).isZero();
        assertThat(AllocatedBytes.of(() -> assertThatThrownBy(
                () -> SignedPlaylists.hls(new ByteArrayInputStream(lines), OutputStream.nullOutputStream()))))
                .isLessThan(5L * lines.length);
    }

    @Test
    void longLine_isRefused() {
        assertThatThrownBy(() -> published("#EXTM3U\n#" + "x".repeat(1 << 20)))
                .hasMessage("an HLS playlist has a line of more than 1048576 bytes");
    }

    @Tag("nightly")
    @Test
    void playlistThatBecomesHuge_isRefusedBeforeAnythingIsWritten() {
        ByteArrayOutputStream published = new ByteArrayOutputStream();
        byte[] lines = ("#EXTM3U\n" + "#EXTINF:2,\n1.ts\n".repeat(3 << 20)).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> SignedPlaylists.hls(new ByteArrayInputStream(lines), published))
                .hasMessage("the converted playlist would be larger than 256 MiB; split the playlist");
        assertThat(published.size()).isZero();
    }

    @Test
    void hoursOfVideo_areConvertedInLittleMoreThanTwiceTheirSize() throws IOException {
        convert(6);
    }

    @Test
    @Tag("nightly")
    void dayOfVideo_isConvertedInLittleMoreThanTwiceItsSize() throws IOException {
        convert(24);
    }

    private static void convert(int hours) throws IOException {
        byte[] video = HlsHours.playlist(hours);
        long enough = 3L * video.length;
        HlsHours.Meter meter = new HlsHours.Meter(enough);

        SignedPlaylists.hls(new ByteArrayInputStream(video), meter);

        assertThat(meter.lines).isEqualTo(HlsHours.lines(hours) + 5);
        assertThat(meter.most).isPositive().isLessThanOrEqualTo(enough);
    }

    @Test
    void hugeFile_isRefusedBeforeItFillsTheMemory() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return '\n';
            }

            @Override
            public int read(byte[] octets, int from, int length) {
                return length;
            }
        };
        assertThatThrownBy(() -> SignedPlaylists.hls(endless, OutputStream.nullOutputStream()))
                .isInstanceOf(CloudFrontSignerException.class).hasMessage("the playlist is larger than 64 MiB");
    }
}
