package io.quarkiverse.cloudfront.signer.playlist;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.HlsPublisher;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.PublishedPlaylist;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.dash.DashPublisher;

/**
 * Converts a packager's playlists for signed URLs, once, when you publish a video. A converted playlist passes the signature in
 * its own URL on to the URLs that it contains. CloudFront caches one file for all viewers, and your application signs only the
 * URL of the first playlist, with {@link io.quarkiverse.cloudfront.signer.SignedPolicy#playlistUrl(String)}:
 *
 * <pre>
 * try (InputStream packaged = Files.newInputStream(in); OutputStream published = Files.newOutputStream(out)) {
 *     SignedPlaylists.hls(packaged, published);
 * }
 * </pre>
 *
 * Only relative URLs get CloudFront's parameters. Everything else stays as it is, byte for byte. If you convert a playlist
 * again, it does not change. The resource of the signed policy must cover all files of the video, such as {@code /videos/7/*}.
 *
 * <p>
 * You do not need a signer or a running application to convert playlists. All methods are thread-safe.
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
     * Converts an HLS playlist, either a multivariant playlist or a media playlist. The converted playlist declares variables
     * with {@code EXT-X-DEFINE:QUERYPARAM}, which players read from the URL of the playlist. It adds the variables to the query
     * of each relative URL. Absolute URLs of files, which may lead to another host, stay as they are. {@code EXT-X-VERSION}
     * becomes at least 11.
     *
     * <p>
     * The signature never reaches another host, even if the playlist comes from somebody else. For this reason, a playlist is
     * refused if it contains one of the following:
     * <ul>
     * <li>{@code EXT-X-CONTENT-STEERING}</li>
     * <li>one of the signature's variables in a place where the conversion does not write it, a variable whose value contains
     * <code>&#123;</code> or {@code $}, or percent-encoded braces around a variable</li>
     * <li>a tag in the middle of a line, or lines that end with only a carriage return</li>
     * <li>segments in front of variants</li>
     * <li>another playlist with an absolute URL, or with a name that does not end with {@code .m3u8}</li>
     * </ul>
     * Convert all playlists that the resource covers, because a playlist that is not converted can read the signature from its
     * own URL.
     *
     * <p>
     * The whole playlist is read and checked before the first byte is written, so that a refused playlist does not leave a
     * partial result. It is converted while it is written, so the conversion needs about twice the playlist's size in memory.
     * Neither stream is closed.
     *
     * <p>
     * The playlist can be up to 64 MiB long, with up to 1 MiB per line. After the conversion, it can be up to 256 MiB long. On
     * average, one URI per 15 bytes is allowed. Playlists with a tag for each segment, as HLS requires, do not reach this
     * limit. The values of variables can add up to 32 characters per byte of the playlist.
     *
     * @throws CloudFrontSignerException with the reason {@link Reason#PLAYLIST_NOT_SIGNABLE}, if this is not an HLS playlist,
     *         is malformed, or exceeds one of the limits. The same applies if it already has signature parameters, contains
     *         something from the list above, or declares a variable that has a reserved name or may lead to another host. The
     *         message names the line
     * @throws IOException if the playlist cannot be read or written
     */
    public static void hls(InputStream playlist, OutputStream published) throws IOException {
        hls(playlist, published, false);
    }

    /**
     * Like {@link #hls(InputStream, OutputStream)}, but for applications that may use marks.
     *
     * @param marks whether the application adds a mark to each signed URL. The converted playlist then also passes the mark on,
     *        and players refuse to play it from a URL without one
     */
    public static void hls(InputStream playlist, OutputStream published, boolean marks) throws IOException {
        HlsPublisher.publish(PublishedPlaylist.read(playlist), marks).writeTo(published);
    }

    /**
     * Converts a DASH manifest. The converted manifest has one additional property, {@code UrlQueryInfo} of ISO/IEC 23009-1,
     * Annex I, which makes players add CloudFront's parameters in the manifest's own URL to all URLs in the manifest.
     * Everything else stays as it is, byte for byte.
     *
     * <p>
     * Players also add the parameters to absolute URLs, and would send them to other hosts. Therefore, a manifest is refused if
     * it contains one of the following:
     * <ul>
     * <li>an absolute URL in an element or attribute of DASH, except in identifiers and the values of descriptors</li>
     * <li>a {@code Location}, a {@code PatchLocation}, an {@code ImportedMPD}, {@code ContentSteering}, or {@code xlink:href},
     * which lead to requests without the parameters or to hosts that are not known yet</li>
     * <li>something in which the simple XML parsers of players could find other elements: a processing instruction, a comment
     * that begins with {@code >} or {@code ->}, non-ASCII names, or an XML version other than 1.0</li>
     * </ul>
     *
     * <p>
     * dash.js 5 plays converted manifests. Shaka Player 5 plays those with a {@code SegmentTemplate}, or with a
     * {@code SegmentList} that has a URL for each segment. It does not add the parameters to files that have only a
     * {@code BaseURL}, such as those with a {@code SegmentBase}.
     *
     * <p>
     * The whole manifest is read and checked before the first byte is written, so that a refused manifest does not leave a
     * partial result. Neither stream is closed.
     *
     * <p>
     * The manifest can be up to 64 MiB long, with up to 1 MiB per element or comment. It can have up to 100 nested elements,
     * and 1,000 different names of elements and attributes.
     *
     * @throws CloudFrontSignerException with the reason {@link Reason#PLAYLIST_NOT_SIGNABLE}, if this is not a DASH manifest,
     *         is malformed, or exceeds one of the limits. The same applies if it is not encoded in UTF-8, already adds other
     *         parameters to its URLs, or contains something from the list above. The message names the line
     * @throws IOException if the manifest cannot be read or written
     */
    public static void dash(InputStream manifest, OutputStream published) throws IOException {
        dash(manifest, published, false);
    }

    /**
     * Like {@link #dash(InputStream, OutputStream)}, but for applications that may use marks.
     *
     * @param marks whether the application adds a mark to each signed URL. The converted manifest then also passes the mark on
     */
    public static void dash(InputStream manifest, OutputStream published, boolean marks) throws IOException {
        DashPublisher.publish(PublishedPlaylist.read(manifest), marks).writeTo(published);
    }
}
