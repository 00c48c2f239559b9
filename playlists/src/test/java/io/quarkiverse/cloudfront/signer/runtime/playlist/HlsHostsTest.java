package io.quarkiverse.cloudfront.signer.runtime.playlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.policy.ForeignUris;

/**
 * What may choose a host in an HLS playlist that is signed for one viewer.
 */
class HlsHostsTest {

    private static final String MESSAGE = "the EXT-X-CONTENT-STEERING tag can replace the hosts of signed URIs later, and "
            + "players would send the signature to these hosts; remove it. With "
            + "quarkus.cloudfront-signer.playlists.foreign-uris=keep, it can stay in a playlist in which no URI is signed";
    private static final String STEERING = "#EXT-X-CONTENT-STEERING:SERVER-URI=\"https://evil.example/\"\n";

    private static void assertRefused(ForeignUris foreign, String playlist, int line, String message) {
        assertThatThrownBy(() -> new HlsPlaylist(Grants.uris(foreign)).rewrite(playlist)).as(playlist)
                .isInstanceOf(CloudFrontSignerException.class)
                .hasMessage("line " + line + " of the HLS playlist: " + message);
        assertThatThrownBy(() -> new HlsPlaylist(Grants.uris(foreign)).rewrite(
                new ByteArrayInputStream(playlist.getBytes(StandardCharsets.UTF_8)), new ByteArrayOutputStream()))
                .hasMessage("line " + line + " of the HLS playlist: " + message);
    }

    /** hls.js finds it in comments, too. */
    @ParameterizedTest
    @ValueSource(strings = { "#EXT-X-CONTENT-STEERING:SERVER-URI=\"https://evil.example/\"", "#EXT-X-CONTENT-STEERING",
            "#EXT-X-CONTENT-STEERING:SERVER-URI=\"/steering?video=7\",PATHWAY-ID=\"A\"",
            "#ext-x-Content-Steering:server-uri=a", "# #EXT-X-CONTENT-STEERING:SERVER-URI=\"a\"",
            "#EXTINF:4,#EXT-X-CONTENT-STEERING:SERVER-URI=\"a\"", "#EXT-X-NEW-STEERING:SERVER-URI=\"a\"",
            "https://cdn.example/#EXT-X-CONTENT-STEERING:SERVER-URI=\"https://evil.example/\"" })
    void contentSteering_isRefused_unlessNothingIsSigned(String line) {
        assertRefused(ForeignUris.FAIL, "#EXTM3U\n" + line, 2, MESSAGE);
        assertRefused(ForeignUris.FAIL, "#EXTM3U\na.ts\n" + line, 3, MESSAGE);
        assertRefused(ForeignUris.KEEP, "#EXTM3U\na.ts\n" + line, 3, MESSAGE);
        assertRefused(ForeignUris.KEEP, "#EXTM3U\n" + line + "\n#EXTINF:4,\na.ts\n", 4, MESSAGE);
        String foreign = "#EXTM3U\n" + line + "\n#EXT-X-STREAM-INF:BANDWIDTH=1\nhttps://cdn.example/a.m3u8\n";
        assertThat(Grants.hlsWithForeign(foreign)).isEqualTo(foreign);
    }

    @ParameterizedTest
    @ValueSource(strings = { "a.ts?b=1", "./a.ts", "https://media.example.com/hls/7/a.ts", "#EXT-X-MAP:URI=\"a.mp4\"",
            "#EXT-X-PREFETCH:a.ts", "#EXT-X-DEFINE:NAME=\"a\",VALUE=\"b\"\n{$a}.ts",
            "#EXT-X-DEFINE:QUERYPARAM=\"a\"\nb.ts?c={$a}", "#EXT-X-FUTURE:X-NEW-URI=\"a\"" })
    void anySignedUri_behindContentSteering_isRefused(String line) {
        assertThatThrownBy(() -> Grants.hlsWithForeign("#EXTM3U\n" + STEERING + line)).hasMessageContaining(MESSAGE);
        assertThat(Grants.hlsWithForeign("#EXTM3U\n" + line)).contains("Signature=");
    }

    @Test
    void tagInTheFirstLine_isRefused() {
        assertThatThrownBy(() -> Grants.hlsWithForeign("#EXTM3U " + STEERING + "a.ts"))
                .hasMessage("the first line of the HLS playlist contains another tag or a variable after #EXTM3U, and some "
                        + "players use it; remove it");
    }

    /** Attributes that nobody has heard of: below the grant, they are signed, and elsewhere, the property decides. */
    @ParameterizedTest
    @ValueSource(strings = { "#EXT-X-DATERANGE:ID=\"ad\",X-COM-EXAMPLE-POSTER-URI=\"U\"",
            "#EXT-X-FUTURE:FALLBACK-URI=\"U\",A=1",
            "#EXT-X-FUTURE:HOST_URI=\"U\"" })
    void uriOfAnyTag_isSignedOrForeign(String line) {
        assertThat(Grants.hls("#EXTM3U\n" + line.replace("U\"", "a/b\"")))
                .isEqualTo("#EXTM3U\n" + line.replace("U\"", Grants.PREFIX + "a/b" + Grants.query() + "\""));
        for (String foreign : new String[] { "https://evil.example/a", "//evil.example/a", "/a", "../8/a" }) {
            String playlist = "#EXTM3U\n" + line.replace("U\"", foreign + "\"");
            assertThat(Grants.hlsWithForeign(playlist)).isEqualTo(playlist);
            assertThatThrownBy(() -> Grants.hls(playlist)).hasFieldOrPropertyWithValue("reason", Reason.NOT_COVERED);
        }
        assertThatThrownBy(() -> Grants.hls("#EXTM3U\n" + line.replace("\"U\"", "a")))
                .hasMessageContaining("is not in quotes");
    }

    /** The content of an interstitial is not media of this grant, and belongs to the application, or is foreign. */
    @ParameterizedTest
    @ValueSource(strings = { "#EXT-X-DATERANGE:ID=\"ad\",X-ASSET-URI=\"U\"", "#EXT-X-DATERANGE:ID=\"ad\",X-ASSET-LIST=\"U\"" })
    void uriOfAnInterstitial_staysOrIsForeign(String line) {
        for (String own : new String[] { "a.m3u8", "/list.json", "../8/a", "https://media.example.com/hls/7/a.m3u8" }) {
            String playlist = "#EXTM3U\n" + line.replace("U\"", own + "\"");
            assertThat(Grants.hls(playlist)).isEqualTo(playlist);
        }
        for (String foreign : new String[] { "https://evil.example/a", "//evil.example/a", "{$evil}a", "https:a",
                "https://evil.example/?{$user}" }) {
            String playlist = "#EXTM3U\n#EXT-X-DEFINE:NAME=\"evil\",VALUE=\"https://evil.example/\"\n"
                    + "#EXT-X-DEFINE:QUERYPARAM=\"user\"\n" + line.replace("U\"", foreign + "\"");
            assertThatThrownBy(() -> Grants.hls(playlist)).isInstanceOf(CloudFrontSignerException.class)
                    .hasMessageContaining("line 4 of the HLS playlist: Cannot sign");
        }
    }

    /** It can read the signature from the query of its own URL, and send it anywhere. hls.js finds its tag in comments, too. */
    @ParameterizedTest
    @ValueSource(strings = { "#EXT-X-STREAM-INF:BANDWIDTH=1\nU", "#EXT-X-STREAM-INF\n# comment\n\nU",
            "# #EXT-X-STREAM-INF:BANDWIDTH=1\nU", "#EXTINF:4,#EXT-X-STREAM-INF:BANDWIDTH=1\nU",
            "https://cdn.example/#EXT-X-STREAM-INF:BANDWIDTH=1\nU",
            "#EXT-X-INDEPENDENT-SEGMENTS #EXT-X-STREAM-INF:BANDWIDTH=1\nU", "#EXT-X-MEDIA:TYPE=AUDIO,URI=\"U\"",
            "#EXT-X-I-FRAME-STREAM-INF:URI=\"U\"", "#EXT-X-IMAGE-STREAM-INF:URI=\"U\"", "#EXT-X-FUTURE-STREAM-INF:URI=\"U\"" })
    void playlistWithinTheGrant_isRefused(String tag) {
        for (String uri : new String[] { "a.m3u8", "b/c.M3U8?d=e", "https://media.example.com/hls/7/a.m3u8",
                "a.m3u8?{$user}" }) {
            String playlist = "#EXTM3U\n#EXT-X-DEFINE:QUERYPARAM=\"user\"\n"
                    + tag.replace("U\"", uri + "\"").replace("\nU", "\n" + uri);
            assertThatThrownBy(() -> Grants.hlsWithForeign(playlist)).as(playlist)
                    .hasMessageContaining(
                            "the URI refers to a playlist within the grant. CloudFront serves this playlist without "
                                    + "signing the URIs in it, and the playlist could send the signature in its own URL "
                                    + "anywhere; serve it from the application, or use signed cookies or static signed "
                                    + "playlists");
        }
        String application = "#EXTM3U\n" + tag.replace("U\"", "/videos/7.m3u8\"").replace("\nU", "\n/videos/7.m3u8");
        assertThat(Grants.hlsWithForeign(application + "\n")).isEqualTo(application + "\n");
    }

    @Test
    void playlistOfAnyName_behindItsTag_isRefused() {
        assertThatThrownBy(() -> Grants.hls("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\na.txt"))
                .hasMessageContaining("line 3 of the HLS playlist: the URI refers to a playlist within the grant");
        String second = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n/a.m3u8\nb.ts";
        assertThatThrownBy(() -> Grants.hlsWithForeign(second))
                .hasMessageContaining("line 4 of the HLS playlist: the URI refers");
    }

    /** video.js takes all lines that are URIs for playlists, as soon as one is. */
    @Test
    void variantBehindASegment_isRefused() {
        String message = "EXT-X-STREAM-INF comes after the URI of a segment, which some players would take for a playlist, too; "
                + "write variants and segments into separate playlists";
        for (String segment : new String[] { "a.bin", "a.bin?b=c", "https://evil.example/a" }) {
            assertRefused(ForeignUris.KEEP, "#EXTM3U\n#EXTINF:4,\n" + segment + "\n#EXT-X-STREAM-INF:BANDWIDTH=1\n/a.m3u8", 4,
                    message);
        }
    }

    /** Shaka Player prefers this attribute to the next line. */
    @Test
    void playlistInAnAttributeOfAVariant_isRefused() {
        assertThatThrownBy(() -> Grants.hlsWithForeign("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,URI=\"a.bin\"\n/b.m3u8"))
                .hasMessageContaining("line 2 of the HLS playlist: the URI refers to a playlist within the grant");
    }

    /** video.js reads one line, and browsers remove the carriage return from the URI. */
    @Test
    void carriageReturnInALine_isRefused() {
        String message = "the previous line ends with only a carriage return, and some players read the two lines as one; end "
                + "lines with a line feed";
        assertRefused(ForeignUris.KEEP, "#EXTM3U\nhttps://evil.example/?a=\rb.ts\n", 3, message);
        assertRefused(ForeignUris.KEEP, "#EXTM3U\n# a\r\r#EXTINF:4,\rb.ts", 4, message);
        String windows = "#EXTM3U\r\r\n#EXTINF:4,\r\n\r\nb.ts\r";
        assertThat(Grants.hls(windows)).isEqualTo(windows.replace("b.ts", Grants.PREFIX + "b.ts" + Grants.query()));
    }

    /** hls.js finds the inner tag, and reads the signed URI as that of a playlist. */
    @Test
    void innerTag_inFrontOfASignedUri_isRefused() {
        String line = "#EXT-X-FUTURE:A=\"#EXT-X-MEDIA:TYPE=AUDIO,B=\",URI=\"a.txt\"";
        assertThatThrownBy(() -> Grants.hls("#EXTM3U\n" + line)).hasMessage("line 2 of the HLS playlist: a tag begins in the "
                + "middle of the line, and some players use it; write it on a line of its own, or remove it");
    }

    @ParameterizedTest
    @ValueSource(strings = { "content-steering/a.ts", "content-steering/server-uri.ts?a=1", "#EXTINF:4,Content-Steering",
            "# server-uri", "#EXT-X-FUTURE:A=\"content-steering\"" })
    void harmlessName_isNotSteering(String line) {
        assertThat(Grants.hls("#EXTM3U\n" + line + "\na.ts")).contains("a.ts?Policy=");
    }
}
