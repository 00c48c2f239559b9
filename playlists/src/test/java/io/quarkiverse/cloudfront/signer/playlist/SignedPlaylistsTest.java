package io.quarkiverse.cloudfront.signer.playlist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;

class SignedPlaylistsTest {

    private final ByteArrayOutputStream published = new ByteArrayOutputStream();

    @Test
    void dashManifest_isWrittenPrepared() throws IOException {
        SignedPlaylists.dash(stream("<MPD><Period/></MPD>"), published);

        assertThat(published.toString(UTF_8)).startsWith("<MPD><Period/><EssentialProperty").endsWith("</MPD>");
    }

    @Test
    void refusedDashManifest_isNotWrittenInPart() {
        assertThatThrownBy(() -> SignedPlaylists.dash(stream("<MPD><Period/>\n<Location>a</Location></MPD>"), published))
                .isInstanceOf(CloudFrontSignerException.class).hasMessageStartingWith("line 2 of the DASH manifest: ")
                .extracting(e -> ((CloudFrontSignerException) e).reason())
                .isEqualTo(CloudFrontSignerException.Reason.PLAYLIST_NOT_SIGNABLE);
        assertThat(published.size()).isZero();
    }

    private static InputStream stream(String playlist) {
        return new ByteArrayInputStream(playlist.getBytes(UTF_8));
    }
}
