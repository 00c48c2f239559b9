package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsAttributes;
import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsSyntax;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.GrantedUris;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.UriReference;

/**
 * The lines of one HLS playlist, in their order.
 */
final class HlsLines {

    private static final Set<String> URI = Set.of(HlsAttributes.URI);
    private static final String KEY = "#EXT-X-KEY:";
    private static final String SESSION_KEY = "#EXT-X-SESSION-KEY:";

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
            HlsSyntax.checkHeader(line);
            return line;
        }
        try {
            return rewritten(line);
        } catch (CloudFrontSignerException e) {
            throw HlsSyntax.inLine(number, e);
        }
    }

    void endOfLine(char c) {
        if (c != '\n' || terminator != '\r') {
            number++;
        }
        terminator = c;
    }

    private String rewritten(String line) {
        if (HlsSyntax.isBlank(line)) {
            return line;
        } else if (HlsSyntax.isUri(line)) {
            String signed = sign(line);
            return signed == null ? line : signed;
        } else if (!HlsSyntax.isTag(line)) {
            return line;
        } else if (line.startsWith(HlsSyntax.PREFETCH)) {
            String signed = sign(line.substring(HlsSyntax.PREFETCH.length()));
            return signed == null ? line : HlsSyntax.PREFETCH + signed;
        } else if (!HlsAttributes.mayHaveUri(line)) {
            return line;
        }
        boolean key = isKey(line);
        return new HlsAttributes(line).rewrite(URI, (name, uri) -> key ? signKey(uri) : sign(uri));
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
