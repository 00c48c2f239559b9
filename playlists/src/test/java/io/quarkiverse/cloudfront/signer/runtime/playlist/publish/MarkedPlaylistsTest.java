package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.playlist.SignedPlaylists;

/** Playlists that also pass on the mark of their URL. */
class MarkedPlaylistsTest {

    private static final String MEDIA = "mark={$mark}&Policy={$Policy}&Signature={$Signature}&Key-Pair-Id={$kid}"
            + "&Hash-Algorithm={$alg}";

    private static String hls(String playlist, boolean marks) throws IOException {
        ByteArrayOutputStream published = new ByteArrayOutputStream();
        SignedPlaylists.hls(new ByteArrayInputStream(playlist.getBytes(StandardCharsets.UTF_8)), published, marks);
        return published.toString(StandardCharsets.UTF_8);
    }

    private static String dash(String manifest, boolean marks) throws IOException {
        ByteArrayOutputStream published = new ByteArrayOutputStream();
        SignedPlaylists.dash(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)), published, marks);
        return published.toString(StandardCharsets.UTF_8);
    }

    @Test
    void hls_passesTheMarkOn() throws IOException {
        String marked = hls("#EXTM3U\n#EXTINF:4,\nseg0.ts\n#EXT-X-MEDIA:TYPE=AUDIO,URI=\"a.m3u8?x=1\"\n", true);

        assertThat(marked).isEqualTo("""
                #EXTM3U
                #EXT-X-VERSION:11
                #EXT-X-DEFINE:QUERYPARAM="Policy"
                #EXT-X-DEFINE:QUERYPARAM="Signature"
                #EXT-X-DEFINE:QUERYPARAM="kid"
                #EXT-X-DEFINE:QUERYPARAM="alg"
                #EXT-X-DEFINE:QUERYPARAM="mark"
                #EXTINF:4,
                seg0.ts?M
                #EXT-X-MEDIA:TYPE=AUDIO,URI="a.m3u8?x=1&kid={$kid}&alg={$alg}&M"
                """.replace("M\n", MEDIA + "\n").replace("M\"", MEDIA + "\""));
        assertThat(hls(marked, true)).isEqualTo(marked);
    }

    /** It would send the mark to another host, or have two marks. */
    @ParameterizedTest
    @ValueSource(strings = { "https://evil.example/a.ts?m={$mark}", "a.ts?mark=x", "a.ts?x=1&mark", "{$mark}/a.ts",
            "a.ts?x={$mark}" })
    void hlsWithAMarkOfItsOwn_isRefused(String uri) {
        assertThatThrownBy(() -> hls("#EXTM3U\n#EXT-X-DEFINE:QUERYPARAM=\"mark\"\n#EXTINF:4,\n" + uri + "\n", true))
                .isInstanceOf(CloudFrontSignerException.class).hasMessageContaining("mark");
    }

    @Test
    void hlsOfAnotherConversion_isNotConvertedAgain() throws IOException {
        String unmarked = hls("#EXTM3U\n#EXTINF:4,\nseg0.ts\n", false);
        String marked = hls("#EXTM3U\n#EXTINF:4,\nseg0.ts\n", true);

        assertThat(unmarked).doesNotContain("mark");
        assertThatThrownBy(() -> hls(unmarked, true)).hasMessageContaining("the URI has a parameter of a signature");
        assertThat(hls(marked, false)).isEqualTo(marked);
    }

    @Test
    void dash_passesTheMarkOn() throws IOException {
        String manifest = "<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><Period/></MPD>";
        String marked = dash(manifest, true);

        assertThat(marked).contains("queryTemplate=\"mark=$query:mark$&amp;Policy=$query:Policy$&amp;",
                "queryTemplate=\"$querypart$\"");
        assertThat(dash(marked, true)).isEqualTo(marked);
        assertThat(dash(manifest, false)).doesNotContain("mark");
        assertThatThrownBy(() -> dash(marked, false)).hasMessageContaining("which adds other parameters to its URLs");
    }
}
