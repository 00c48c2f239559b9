package io.quarkiverse.cloudfront.signer.runtime.playlist.host;

import java.util.Locale;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * Finds everything that chooses a host in a line of an HLS playlist.
 */
public final class HlsHosts {

    public static final String STEERING = "the EXT-X-CONTENT-STEERING tag";

    private static final String LATER_TAG = "#EXT-X-CONTENT-STEERING";
    private static final Pattern LATER_SERVER = Pattern.compile("SERVER-URI\\s*=", Pattern.CASE_INSENSITIVE);
    private static final String TAG = "#EXT-X-";

    private HlsHosts() {
    }

    /**
     * Whether an attribute of any tag, known or not, contains a URI. The specification gives all such attributes a name of this
     * form.
     */
    public static boolean isUri(String attribute) {
        String name = attribute.toUpperCase(Locale.ROOT);
        return name.endsWith("URI") || name.equals(HlsPlace.ASSET_LIST);
    }

    /**
     * Whether a line lets a server replace the hosts of URIs later. Some players find a tag anywhere in a line, even in a
     * comment.
     */
    public static boolean chooseLater(String line) {
        for (int tag = line.indexOf('#'); tag >= 0; tag = line.indexOf('#', tag + 1)) {
            if (line.regionMatches(true, tag, LATER_TAG, 0, LATER_TAG.length())) {
                return true;
            }
        }
        return line.indexOf('#') >= 0 && line.indexOf('=') >= 0 && LATER_SERVER.matcher(line).find();
    }

    /**
     * Checks a line that will be the same for all viewers. If a line is refused here, no property can allow it.
     *
     * @throws CloudFrontSignerException if the line lets a server replace hosts, or if players may find a tag in the middle of
     *         the line, which would not be converted
     */
    public static void checkPublished(String line) {
        if (chooseLater(line)) {
            throw Failure.ofPlaylist(STEERING + " lets a server send players to other hosts, which would get the viewer's "
                    + "signature; remove it");
        }
        checkInnerTag(line);
    }

    /**
     * @throws CloudFrontSignerException if players may find a tag in the middle of a line
     */
    public static void checkInnerTag(String line) {
        if (line.indexOf(TAG, 1) > 0) {
            throw Failure.ofPlaylist("a tag begins in the middle of the line, and some players use it; write it on a line "
                    + "of its own, or remove it");
        }
    }
}
