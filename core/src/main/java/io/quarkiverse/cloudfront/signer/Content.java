package io.quarkiverse.cloudfront.signer;

/**
 * The kind of value that {@link SignedResource @SignedResource} signs. Every kind except {@link #URL} needs a
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
     * Each value is the URL of a static signed playlist, which is an HLS or DASH playlist that {@code SignedPlaylists} has
     * converted. The URL ends in {@code .m3u8} or {@code .mpd}. It is signed as if by {@link SignedPolicy#playlistUrl(String)},
     * so that a player can load the playlist and all files that the playlist refers to.
     */
    STATIC_PLAYLIST,

    /**
     * Each value is the URL of a page that refers to other files in its directory, such as a report with pictures. The URL is
     * signed as if by {@link SignedPolicy#directoryUrl(String)}, so that one link opens the directory in a browser, even if the
     * application and the distribution do not share a domain. The resource ends in {@code /*} and has no other wildcard.
     */
    DIRECTORY,

    /**
     * Each value is a {@code String} of text that contains URLs, such as Markdown or an email, in which {@code &} stands for
     * itself. Like {@link SignedPolicy#text(String)}, this signs all URLs that the policy covers and changes nothing else. If a
     * field with such text is read from a request's body, its signatures are removed, so that an editor can send back the text
     * it received.
     */
    TEXT,

    /** Like {@link #TEXT}, but for HTML, XML, and feeds, which are signed as if by {@link SignedPolicy#markup(String)}. */
    MARKUP;

    /**
     * Whether values are text that contains URLs.
     */
    public boolean isText() {
        return this == TEXT || this == MARKUP;
    }
}
