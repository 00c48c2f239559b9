package io.quarkiverse.cloudfront.signer.runtime.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.fixtures.AllocatedBytes;
import io.quarkiverse.cloudfront.signer.playlist.SignedPlaylists;
import io.quarkiverse.cloudfront.signer.runtime.policy.ForeignUris;

/**
 * A playlist from a hostile tenant costs at most three times what the most expensive ordinary playlist of its size costs,
 * whether it is refused or not.
 */
@Tag("slow")
class PlaylistWorkTest {

    private static final int MOST = 3;
    /** The classes that such a playlist loads are a small part of its work. */
    private static final int LONG = 1 << 20;

    /** The ways to rewrite or convert a playlist. */
    enum Way {
        HLS_IN_MEMORY(true, (playlist, out) -> new HlsPlaylist(Grants.uris(ForeignUris.FAIL)).rewrite(playlist)),
        HLS_KEPT(true, (playlist, out) -> new HlsPlaylist(Grants.uris(ForeignUris.KEEP)).rewrite(playlist)),
        HLS_STREAM(true, (playlist, out) -> new HlsPlaylist(Grants.uris(ForeignUris.FAIL))
                .rewrite(new ByteArrayInputStream(playlist), out)),
        HLS_STATIC(true, (playlist, out) -> SignedPlaylists.hls(new ByteArrayInputStream(playlist), out)),
        DASH_IN_MEMORY(false, (manifest, out) -> new DashManifest(Grants.uris(ForeignUris.FAIL)).rewrite(manifest)),
        DASH_KEPT(false, (manifest, out) -> new DashManifest(Grants.uris(ForeignUris.KEEP)).rewrite(manifest)),
        DASH_STREAM(false, (manifest, out) -> new DashManifest(Grants.uris(ForeignUris.FAIL))
                .rewrite(new ByteArrayInputStream(manifest), out)),
        DASH_STATIC(false, (manifest, out) -> SignedPlaylists.dash(new ByteArrayInputStream(manifest), out));

        private final boolean hls;
        private final Rewrite rewrite;

        Way(boolean hls, Rewrite rewrite) {
            this.hls = hls;
            this.rewrite = rewrite;
        }

        private long work(String playlist) {
            byte[] bytes = playlist.getBytes(StandardCharsets.UTF_8);
            AllocatedBytes.Task task = () -> {
                try {
                    rewrite.run(bytes, OutputStream.nullOutputStream());
                } catch (CloudFrontSignerException e) {
                    assertThat(e.reason()).isNotNull();
                }
            };
            return bytes.length < LONG ? AllocatedBytes.of(task) : AllocatedBytes.ofFirst(task);
        }
    }

    private interface Rewrite {

        void run(byte[] playlist, OutputStream out) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void hostilePlaylistOf4kB_costsLittleMoreThanAnOrdinaryOne(Way way) {
        check(way, 4 << 10);
    }

    @ParameterizedTest
    @EnumSource
    void hostilePlaylistOf64kB_costsLittleMoreThanAnOrdinaryOne(Way way) {
        check(way, 64 << 10);
    }

    @Tag("nightly")
    @ParameterizedTest
    @EnumSource
    void hostilePlaylistOf1MB_costsLittleMoreThanAnOrdinaryOne(Way way) {
        check(way, 1 << 20);
    }

    private static void check(Way way, int length) {
        Stream<String> ordinary = way.hls ? HostilePlaylists.ordinaryHls(length) : HostilePlaylists.ordinaryDash(length);
        long most = MOST * ordinary.mapToLong(way::work).max().orElseThrow();
        Map<String, Long> tooExpensive = new LinkedHashMap<>();
        (way.hls ? HostilePlaylists.hls(length) : HostilePlaylists.dash(length)).forEach((name, playlist) -> {
            long work = way.work(playlist);
            if (work > most) {
                tooExpensive.put(name, work);
            }
        });
        assertThat(tooExpensive).as("more than " + most + " bytes").isEmpty();
    }
}
