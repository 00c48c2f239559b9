package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * Makes an HLS playlist hand its signature on.
 */
public final class HlsPublisher {

    private HlsPublisher() {
    }

    public static PublishedPlaylist publish(byte[] playlist) {
        throw new CloudFrontSignerException(Reason.PLAYLIST_NOT_SIGNABLE, "HLS playlists cannot be prepared yet");
    }
}
