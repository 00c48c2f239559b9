package io.quarkiverse.cloudfront.signer;

import java.net.URI;
import java.time.Instant;

/**
 * A policy and its signature. You can apply it to any number of URLs, or turn it into cookies, without signing again. Immutable
 * and thread-safe. Its {@code toString} does not show the signature.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html">Restrict content with
 *      signed URLs and signed cookies</a>
 */
public interface SignedPolicy {

    /**
     * Turns a URL that the policy covers into a signed URL.
     *
     * @param pathOrUrl a percent-encoded absolute URL, or a percent-encoded path under the signer's URL
     * @return the URL with CloudFront's query parameters, at most 8,192 bytes
     * @throws CloudFrontSignerException {@code NOT_COVERED} if the policy does not cover the URL; {@code URL_NOT_SIGNABLE} as
     *         for {@link CloudFrontSigner#sign(String)}
     */
    String url(String pathOrUrl);

    /**
     * Like {@link #url(String)}, but for a {@code URI}. If you sign many URLs, strings are faster, because each signed URL has
     * to be parsed as a {@code URI}.
     */
    URI url(URI url);

    /**
     * Makes the entry URL of a static signed playlist, which {@code SignedPlaylists} has converted. Such a playlist adds the
     * signature from its own query to the URL of each file that it refers to. One URL therefore gives access to the whole
     * presentation, and all viewers get the same, cached playlist.
     * <p>
     * In front of CloudFront's parameters, the query also gets {@code kid}, which is the key pair ID, and {@code alg}, which is
     * the hash algorithm. Some players cannot read CloudFront's own parameters for these values, because their names have
     * hyphens.
     *
     * <pre>
     * Policy policy = signer.policy("/videos/7/*").build();
     * String url = signer.sign(policy).playlistUrl("/videos/7/master.m3u8");
     * </pre>
     *
     * @param pathOrUrl the URL of the playlist, as for {@link #url(String)}. Its path ends in {@code .m3u8} or {@code .mpd}
     * @return the URL with {@code kid}, {@code alg}, and CloudFront's query parameters, at most 8,192 bytes
     * @throws CloudFrontSignerException {@code NOT_COVERED} if the policy's resource does not end in a wildcard that covers the
     *         other files in the playlist's directory; {@code URL_NOT_SIGNABLE} as for {@link #url(String)}, if the URL does
     *         not belong to a playlist, or if its query already has {@code kid} or {@code alg}
     */
    String playlistUrl(String pathOrUrl);

    /**
     * Like {@link #playlistUrl(String)}, but for a {@code URI}.
     */
    URI playlistUrl(URI url);

    /**
     * Makes a link that opens a directory in a browser, such as a report with its pictures. This works even if the application
     * and the distribution do not share a domain. After CloudFront has verified the signature, its function sets the policy and
     * the signature as cookies for the directory. It then redirects to the URL without these parameters. The distribution needs
     * the function that {@code Go live} or {@code cloudfront-signer function --directories} generates. Without this function,
     * the link opens only one file.
     * <p>
     * A link never replaces cookies. If the browser already has signed cookies for the path, it is redirected, and these
     * cookies determine which files it can read.
     *
     * <pre>
     * SignedPolicy signed = signer.sign(signer.policy("/reports/7/*").build());
     * String link = signed.directoryUrl("/reports/7/index.html");
     * </pre>
     *
     * @param pathOrUrl the URL to open, as for {@link #url(String)}
     * @return the URL with {@code open-directory} in front of CloudFront's query parameters, at most 8,192 bytes
     * @throws CloudFrontSignerException {@code NOT_COVERED} if the policy does not cover the URL, or if its resource does not
     *         end in {@code /*} or has another wildcard; {@code URL_NOT_SIGNABLE} as for {@link #url(String)}, or if the query
     *         of the URL already has {@code open-directory}; {@code COOKIES_NOT_SETTABLE} if a cookie is too long for browsers,
     *         or if the signer has {@code cookies.same-site=strict}
     */
    String directoryUrl(String pathOrUrl);

    /**
     * Like {@link #directoryUrl(String)}, but for a {@code URI}.
     */
    URI directoryUrl(URI url);

    /**
     * Signs the URLs in a text, such as Markdown, an email, or any other text in which {@code &} stands for itself. A URL is
     * signed if the policy covers it and it begins with the signer's {@code url} or with one of its {@code text-origins}. The
     * signer's {@code url} then replaces a text origin, and a new signature replaces one that the URL already has.
     * <p>
     * Everything else stays as it is, including URLs that cannot be signed. The author of the text may be a stranger, so a URL
     * that cannot be signed never makes the call fail.
     * <p>
     * A URL ends at white space, quotes, brackets, and the punctuation of a sentence. A URL inside another URL is not signed,
     * because the host of the outer URL would get the signature. It is not always clear whether a URL is inside another one. A
     * URL that follows a URL of another host without white space between them therefore stays as it is.
     *
     * <pre>
     * SignedPolicy signed = signer.sign(signer.policy("/articles/7/*").build());
     * String markdown = signed.text(article.markdown());
     * </pre>
     *
     * @param text a text of any length
     * @throws CloudFrontSignerException {@code NOT_COVERED} if the policy's resource does not end in a wildcard;
     *         {@code TEXT_NOT_SIGNABLE} if the policy covers more than 10,000 URLs in the text
     * @see CloudFrontSigner#unsigned(String)
     */
    String text(String text);

    /**
     * Like {@link #text(String)}, but for HTML, XML, and feeds, in which URLs contain {@code &amp;} instead of {@code &}. URLs
     * are signed in attributes and between tags, but not in comments, scripts, and styles.
     */
    String markup(String markup);

    /**
     * The query for a client that makes its own URLs, such as a map, a deep zoom viewer, or a loader of 3D models. It consists
     * of CloudFront's parameters and the user's mark. Append it to each URL that the policy covers, after {@code ?}, or after
     * {@code &} if the URL already has a query.
     *
     * <pre>
     * SignedPolicy signed = signer.sign(signer.policy("/tiles/7/*").build());
     * String template = "https://media.example.com/tiles/7/{z}/{x}/{y}.png?" + signed.query();
     * </pre>
     *
     * @return the parameters, without a {@code ?} or {@code &} before them
     * @throws CloudFrontSignerException {@code NOT_COVERED} if the policy's resource does not have a wildcard
     */
    String query();

    /**
     * The policy as signed cookies.
     *
     * @throws CloudFrontSignerException {@code COOKIES_NOT_SETTABLE} if a cookie is longer than the 4,096 bytes that browsers
     *         accept
     */
    SignedCookies cookies();

    Policy policy();

    /**
     * The ID of the public key with which CloudFront verifies the signature.
     */
    String keyPairId();

    /**
     * When access expires.
     */
    default Instant expiresAt() {
        return policy().expiresAt();
    }
}
