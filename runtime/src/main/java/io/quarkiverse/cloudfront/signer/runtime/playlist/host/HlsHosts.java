package io.quarkiverse.cloudfront.signer.runtime.playlist.host;

import java.util.Locale;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * What in a line of an HLS playlist chooses a host.
 */
public final class HlsHosts {

    public static final String STEERING = "the tag EXT-X-CONTENT-STEERING";

    private static final String LATER_TAG = "CONTENT-STEERING";
    private static final String LATER_SERVER = "SERVER-URI";
    private static final String TAG = "#EXT-X-";

    private HlsHosts() {
    }

    /**
     * Whether an attribute of any tag, known or not, contains a URI: the specification names all of them in this way.
     */
    public static boolean isUri(String attribute) {
        String name = attribute.toUpperCase(Locale.ROOT);
        return name.endsWith("URI") || name.equals(HlsPlace.ASSET_LIST);
    }

    /**
     * Whether a part of a text, which is a line, lets a server replace the hosts of URIs later. Some players find a tag at any
     * place in a line, a comment included.
     */
    public static boolean chooseLater(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = Character.toUpperCase(text.charAt(i));
            if (c == LATER_TAG.charAt(0) && isAt(text, i, to, LATER_TAG)
                    || c == LATER_SERVER.charAt(0) && isAt(text, i, to, LATER_SERVER)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(String text, int from, int to, String name) {
        return from + name.length() <= to && text.regionMatches(true, from, name, 0, name.length());
    }

    /**
     * Checks a line that will be the same for all viewers. There is no property that allows what it refuses.
     *
     * @throws CloudFrontSignerException if it lets a server replace hosts, or if players may find a tag in the middle of it,
     *         which would not be converted
     */
    public static void checkPublished(String line) {
        if (chooseLater(line, 0, line.length())) {
            throw refused(STEERING + " lets a server send players to other hosts, which would get the viewer's signature; "
                    + "remove it");
        } else if (line.indexOf(TAG, 1) > 0) {
            throw refused("a tag begins in the middle of the line, and some players use it; write it in a line of its own, or "
                    + "remove it");
        }
    }

    static CloudFrontSignerException refused(String why) {
        return new CloudFrontSignerException(Reason.PLAYLIST_NOT_SIGNABLE, why);
    }
}
