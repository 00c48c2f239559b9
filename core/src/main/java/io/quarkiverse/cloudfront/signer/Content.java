package io.quarkiverse.cloudfront.signer;

/**
 * The kind of values that {@link SignedResource @SignedResource} signs. Every kind except {@link #URL} needs a
 * {@link SignedResource#resource() resource} that ends in {@code *}, because one policy covers all files that a value refers
 * to.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-urls.html">Use
 *      signed URLs</a>
 */
public enum Content {

    /** Each value is a URL, or a path under the signer's URL. */
    URL,

    /**
     * Each value is the URL of a static signed playlist, an HLS or DASH playlist that {@code SignedPlaylists} has converted. It
     * ends in {@code .m3u8} or {@code .mpd}, and is signed as by {@link SignedPolicy#playlistUrl(String)}, so that a player can
     * load the playlist and all files that it refers to.
     */
    STATIC_PLAYLIST,

    /**
     * Each value is the URL of a page that refers to other files of its directory, such as a report with pictures. It is signed
     * as by {@link SignedPolicy#directoryUrl(String)}, so that one link opens the directory in a browser, even if the
     * application and the distribution do not share a domain. The resource ends in {@code /*} and has no other wildcard.
     */
    DIRECTORY,

    /**
     * Each value is text that contains URLs, such as Markdown or a mail, in which {@code &} stands for itself. It is signed as
     * by
     * {@link SignedPolicy#text(String)}: all URLs that the policy covers, and nothing else. Values have the type
     * {@code String}.
     * In a field, signatures are removed when a request's body is read, so that an editor can send back what it got.
     */
    TEXT,

    /** Like {@link #TEXT}, but for HTML, XML, and feeds, and as by {@link SignedPolicy#markup(String)}. */
    MARKUP;

    /**
     * Whether a value contains URLs in addition to other text.
     */
    public boolean isText() {
        return this == TEXT || this == MARKUP;
    }
}
