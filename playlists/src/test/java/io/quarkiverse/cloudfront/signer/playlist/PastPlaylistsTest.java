package io.quarkiverse.cloudfront.signer.playlist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.fixtures.past.PastSet;

/** Static playlists that earlier versions have converted, in a directory that this version converts. */
class PastPlaylistsTest {

    private static final Map<String, String> SOURCES = Map.of("all.m3u8", """
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="English",URI="audio/en.m3u8"
            #EXT-X-STREAM-INF:BANDWIDTH=800000,AUDIO="a"
            low/media.m3u8
            """, "media.m3u8", """
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-TARGETDURATION:4
            #EXT-X-MAP:URI="init.mp4"
            #EXTINF:4,
            1.m4s
            #EXTINF:4,
            2.m4s?v=2
            #EXT-X-ENDLIST
            """, "manifest.mpd", """
            <?xml version="1.0"?>
            <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static">
              <Period>
                <AdaptationSet mimeType="video/mp4">
                  <SegmentTemplate media="$RepresentationID$/$Number$.m4s" initialization="$RepresentationID$/init.mp4"/>
                  <Representation id="low" bandwidth="800000"/>
                </AdaptationSet>
              </Period>
            </MPD>
            """);

    static List<PastSet> sets() {
        return PastSet.all();
    }

    @Test
    void playlists_areRecorded() throws IOException {
        for (Map.Entry<String, String> source : SOURCES.entrySet()) {
            for (boolean marks : new boolean[] { false, true }) {
                PastSet.record(file(source.getKey(), marks), converted(source.getKey(), source.getValue(), marks));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void earlierPlaylists_stayAsTheyAre(PastSet set) throws IOException {
        for (String name : SOURCES.keySet()) {
            for (boolean marks : new boolean[] { false, true }) {
                String earlier = set.text(file(name, marks));

                assertThat(converted(name, earlier, marks)).as(name).isEqualTo(earlier);
            }
        }
    }

    private static String file(String name, boolean marks) {
        return (marks ? "static-marked-" : "static-") + name;
    }

    private static String converted(String name, String playlist, boolean marks) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(playlist.getBytes(UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (name.endsWith(".mpd")) {
            SignedPlaylists.dash(in, out, marks);
        } else {
            SignedPlaylists.hls(in, out, marks);
        }
        return out.toString(UTF_8);
    }
}
