package io.quarkiverse.cloudfront.signer.runtime.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.GrantedUris;
import io.quarkiverse.cloudfront.signer.runtime.policy.ForeignUris;

class PlaylistTypeTest {

    @ParameterizedTest
    @CsvSource({ "application/vnd.apple.mpegurl, HLS", "Application/X-MPEGURL; charset=utf-8, HLS", "audio/mpegurl, HLS",
            "application/dash+xml ; a=b, DASH", "text/plain,", ";application/dash+xml,", "'',", "application/x-mpegurls," })
    void mediaType_ofAPlaylist_isKnownWithAndWithoutParameters(String mediaType, PlaylistType type) {
        assertThat(PlaylistType.of(mediaType)).isEqualTo(type);
    }

    @Test
    void contentType_selectsThePlaylistType() {
        GrantedUris uris = Grants.uris(ForeignUris.FAIL);

        assertThat(Playlist.of(PlaylistType.HLS, uris).rewrite("#EXTM3U\n1.ts")).endsWith("1.ts" + Grants.query());
        assertThat(Playlist.of(PlaylistType.DASH, uris).rewrite("<MPD/>")).isEqualTo("<MPD/>");
    }
}
