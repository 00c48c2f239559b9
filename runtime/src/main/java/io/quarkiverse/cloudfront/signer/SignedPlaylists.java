package io.quarkiverse.cloudfront.signer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.HlsPublisher;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.PlaylistBytes;

/**
 * Prepares a packager's playlists for signed URLs, once, when you publish a video. A prepared playlist hands the signature of
 * its own URL on to the URLs in it, so that CloudFront caches one file for all viewers, and your application signs only the URL
 * of the first playlist:
 *
 * <pre>
 * try (InputStream packaged = Files.newInputStream(in); OutputStream published = Files.newOutputStream(out)) {
 *     SignedPlaylists.hls(packaged, published);
 * }
 * </pre>
 *
 * Relative URLs get CloudFront's parameters. Absolute URLs, which may lead to another host, stay as they are, as does
 * everything else, byte for byte. A playlist that is already prepared does not change. The signed URL must carry a custom
 * policy whose resource covers all files of the video, such as {@code /videos/7/*}.
 *
 * <p>
 * You do not need a signer or a running application to prepare playlists. All methods are thread-safe.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-pantos-hls-rfc8216bis">HTTP Live Streaming 2nd Edition</a>
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html">Signed
 *      URLs with a custom policy</a>
 */
public final class SignedPlaylists {

    private SignedPlaylists() {
    }

    /**
     * Prepares an HLS playlist, a multivariant playlist or a media playlist. It declares variables with
     * {@code EXT-X-DEFINE:QUERYPARAM}, which players read from the URL of the playlist, and adds them to the query of each
     * relative URL. {@code EXT-X-VERSION} becomes at least 11.
     *
     * <p>
     * The playlist is read as a whole before the first byte is written: nothing is written for a playlist that is refused.
     * Neither stream is closed.
     *
     * @throws CloudFrontSignerException with the reason {@link Reason#PLAYLIST_NOT_SIGNABLE}, if this is not an HLS playlist, is
     *         malformed, has parameters of a signature already, or has a variable that may lead to another host or whose name is
     *         one of those to declare; the message names the line
     * @throws IOException if the playlist cannot be read or written
     */
    public static void hls(InputStream playlist, OutputStream published) throws IOException {
        published.write(HlsPublisher.publish(PlaylistBytes.read(playlist)).content());
    }
}
