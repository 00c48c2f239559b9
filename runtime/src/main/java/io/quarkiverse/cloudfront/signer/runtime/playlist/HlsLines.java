package io.quarkiverse.cloudfront.signer.runtime.playlist;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.GrantedUris;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.UriReference;

/**
 * The lines of one HLS playlist, in their order.
 */
final class HlsLines {

    private static final String HEADER = "#EXTM3U";
    private static final String TAG = "#EXT";
    /** Its title may hold what looks like an attribute. */
    private static final String SEGMENT = "#EXTINF:";
    /** The one tag that has a URI for its value. */
    private static final String PREFETCH = "#EXT-X-PREFETCH:";
    private static final String KEY = "#EXT-X-KEY:";
    private static final String SESSION_KEY = "#EXT-X-SESSION-KEY:";

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    /** The same in UTF-8, whose octets were taken for characters. */
    private static final String BYTE_ORDER_MARK_OCTETS = "\u00EF\u00BB\u00BF";

    private final GrantedUris uris;
    private int number = 1;
    private boolean begun;
    private char terminator;

    HlsLines(GrantedUris uris) {
        this.uris = uris;
    }

    /**
     * @param line without its terminator; what is between the two of {@code \r\n} is a line too, and empty
     * @return the line itself if it stays as it is
     */
    String rewrite(String line) {
        if (!begun) {
            begun = true;
            checkHeader(line);
            return line;
        }
        try {
            return rewritten(line);
        } catch (CloudFrontSignerException e) {
            throw new CloudFrontSignerException(e.reason(), "line %s of the HLS playlist: %s".formatted(number, e.getMessage()),
                    e.getCause());
        }
    }

    void endOfLine(char c) {
        if (c != '\n' || terminator != '\r') {
            number++;
        }
        terminator = c;
    }

    private static void checkHeader(String line) {
        int start = line.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length()
                : line.startsWith(BYTE_ORDER_MARK_OCTETS) ? BYTE_ORDER_MARK_OCTETS.length() : 0;
        int end = start + HEADER.length();
        if (!line.startsWith(HEADER, start) || end < line.length() && !isSpace(line.charAt(end))) {
            throw new CloudFrontSignerException(Reason.PLAYLIST_NOT_SIGNABLE,
                    "this is no HLS playlist, as it does not begin with " + HEADER);
        }
    }

    private String rewritten(String line) {
        if (isBlank(line)) {
            return line;
        } else if (line.charAt(0) != '#') {
            String signed = sign(line);
            return signed == null ? line : signed;
        } else if (!line.startsWith(TAG) || line.startsWith(SEGMENT)) {
            return line;
        } else if (line.startsWith(PREFETCH)) {
            String signed = sign(line.substring(PREFETCH.length()));
            return signed == null ? line : PREFETCH + signed;
        }
        HlsAttributes attributes = new HlsAttributes(line);
        return attributes.rewriteUris(isKey(line) ? this::signKey : this::sign);
    }

    private static boolean isBlank(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (!isSpace(line.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isKey(String line) {
        return line.startsWith(KEY) || line.startsWith(SESSION_KEY);
    }

    /**
     * A key's URI may be a name for the player's DRM system, such as {@code skd://...}, that leads nowhere.
     */
    private @Nullable String signKey(String uri) {
        String scheme = UriReference.scheme(uri);
        return scheme == null || UriReference.isHttp(scheme) ? sign(uri) : null;
    }

    private @Nullable String sign(String uri) {
        if (uri.isEmpty()) {
            throw new CloudFrontSignerException(Reason.PLAYLIST_NOT_SIGNABLE, "the URI is empty");
        } else if (uri.contains("{$")) {
            throw new CloudFrontSignerException(Reason.PLAYLIST_NOT_SIGNABLE,
                    "the URI has a variable of EXT-X-DEFINE, whose value only the player knows; "
                            + "write what it stands for");
        }
        return "data".equalsIgnoreCase(UriReference.scheme(uri)) ? null : uris.sign(uri);
    }
}
