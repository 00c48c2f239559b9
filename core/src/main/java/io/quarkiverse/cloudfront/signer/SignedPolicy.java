package io.quarkiverse.cloudfront.signer;

import java.net.URI;
import java.time.Instant;

/**
 * A policy and its signature. Apply it to any number of URLs, or turn it into cookies, without signing again. Immutable and
 * thread-safe. Its {@code toString} does not show the signature.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html">Restrict content with
 *      signed URLs and signed cookies</a>
 */
public interface SignedPolicy {

    /**
     * Turns a URL that the policy covers into a signed URL.
     *
     * @param pathOrUrl an absolute URL, or a path under the signer's URL; percent-encoded
     * @return the URL with CloudFront's query parameters, at most 8,192 bytes
     * @throws CloudFrontSignerException {@code NOT_COVERED} if the policy does not cover the URL; {@code URL_NOT_SIGNABLE} as
     *         for {@link CloudFrontSigner#sign(String)}
     */
    String url(String pathOrUrl);

    /**
     * Like {@link #url(String)}. For many URLs, strings are faster, because each signed URL has to be parsed as a {@code URI}.
     */
    URI url(URI url);

    /**
     * Makes the entry URL of a static signed playlist, which {@code SignedPlaylists} has converted. Such a playlist adds the
     * signature in its own query to each file that it refers to, so that one URL gives access to the whole presentation and all
     * viewers get the same, cached playlist.
     * <p>
     * The query also gets {@code kid}, the key pair ID, and {@code alg}, the hash algorithm, in front of CloudFront's
     * parameters: not all players can read CloudFront's own, because their names have hyphens.
     *
     * <pre>
     * Policy policy = signer.policy("/videos/7/*").build();
     * String url = signer.sign(policy).playlistUrl("/videos/7/master.m3u8");
     * </pre>
     *
     * @param pathOrUrl as for {@link #url(String)}; its path ends in {@code .m3u8} or {@code .mpd}
     * @return the URL with {@code kid}, {@code alg} and CloudFront's query parameters, at most 8,192 bytes
     * @throws CloudFrontSignerException {@code NOT_COVERED} if the policy's resource does not end in a wildcard that covers the
     *         other files in the playlist's directory; {@code URL_NOT_SIGNABLE} as for {@link #url(String)}, if the URL is
     *         not that of a playlist, or if its query already has {@code kid} or {@code alg}
     */
    String playlistUrl(String pathOrUrl);

    /**
     * Like {@link #playlistUrl(String)}.
     */
    URI playlistUrl(URI url);

    /**
     * Makes a link that opens a directory in a browser, such as a report with its pictures, even if the application and the
     * distribution do not share a domain. After CloudFront has verified the signature, its function sets the policy and the
     * signature as cookies for the directory, and redirects to the URL without them. The distribution needs the function that
     * {@code Go live} or {@code cloudfront-signer function --directories} generates. Without it, the link opens one file.
     * <p>
     * A link never replaces cookies. If the browser already has signed cookies for the path, it is redirected and these cookies
     * determine what it can read.
     *
     * <pre>
     * SignedPolicy signed = signer.sign(signer.policy("/reports/7/*").build());
     * String link = signed.directoryUrl("/reports/7/index.html");
     * </pre>
     *
     * @param pathOrUrl as for {@link #url(String)}
     * @return the URL with {@code open-directory} in front of CloudFront's query parameters, at most 8,192 bytes
     * @throws CloudFrontSignerException {@code NOT_COVERED} if the policy does not cover the URL, or if its resource does not
     *         end in {@code /*} or has another wildcard; {@code URL_NOT_SIGNABLE} as for {@link #url(String)}, or if the query
     *         of the URL already has {@code open-directory}; {@code COOKIES_NOT_SETTABLE} if a cookie is too long for browsers,
     *         or if the signer has {@code cookies.same-site=strict}
     */
    String directoryUrl(String pathOrUrl);

    /**
     * Like {@link #directoryUrl(String)}.
     */
    URI directoryUrl(URI url);

    /**
     * Signs the URLs in a text, such as Markdown, a mail, or any other text in which {@code &} stands for itself. These are the
     * URLs that begin with the signer's {@code url} or with one of its {@code text-origins}, which become the signer's, and
     * that
     * the policy covers. A signature that a URL already has is replaced. Everything else stays as it is, including URLs that
     * cannot be signed: the author of the text may be a stranger, so a text is never refused because of its content.
     * <p>
     * A URL ends at white space, quotes, brackets, and the punctuation of a sentence. A URL inside another URL is not signed,
     * because the other host would get the signature. Because this is not always clear, a URL that follows one of another host
     * in the same word, without white space between them, stays as it is.
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
     * Like {@link #text(String)}, but for HTML, XML, and feeds, in which a URL has {@code &amp;} in place of {@code &}. URLs
     * are
     * signed in attributes and between tags, and not in comments, scripts, and styles.
     */
    String markup(String markup);

    /**
     * The query for a viewer that makes its own URLs, such as a map, a deep zoom viewer, or a loader of 3D models: CloudFront's
     * parameters and the user's mark. Append it to each URL that the policy covers, after {@code ?}, or after {@code &} if the
     * URL already has a query.
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
     * The ID of the public key that CloudFront verifies the signature with.
     */
    String keyPairId();

    /**
     * When access expires.
     */
    default Instant expiresAt() {
        return policy().expiresAt();
    }
}
