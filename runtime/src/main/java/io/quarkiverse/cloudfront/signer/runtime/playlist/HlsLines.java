package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsAttributes;
import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsSyntax;
import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsText;
import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsVariables;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.GrantedUris;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.UriReference;

/**
 * The lines of one HLS playlist in their order.
 */
final class HlsLines {

    private static final Set<String> URI = Set.of(HlsAttributes.URI);
    private static final String KEY = "#EXT-X-KEY:";
    private static final String SESSION_KEY = "#EXT-X-SESSION-KEY:";

    private final GrantedUris uris;
    private final HlsVariables variables = new HlsVariables();
    private int number = 1;
    private boolean begun;
    private char terminator;

    HlsLines(GrantedUris uris) {
        this.uris = uris;
    }

    /**
     * @param line without its terminator; between the two characters of {@code \r\n}, there is an empty line
     * @return the line itself if it does not change
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
            String signed = sign(line, false);
            return signed == null ? line : signed;
        } else if (!HlsSyntax.isTag(line)) {
            return line;
        } else if (line.startsWith(HlsSyntax.PREFETCH)) {
            String signed = sign(line.substring(HlsSyntax.PREFETCH.length()), false);
            return signed == null ? line : HlsSyntax.PREFETCH + signed;
        } else if (line.startsWith(HlsSyntax.DEFINE)) {
            variables.declare(line);
            return line;
        } else if (!HlsAttributes.mayHaveUri(line)) {
            return line;
        }
        boolean key = isKey(line);
        return new HlsAttributes(line).rewrite(URI, (name, uri) -> sign(uri, key));
    }

    private static boolean isKey(String line) {
        return line.startsWith(KEY) || line.startsWith(SESSION_KEY);
    }

    private @Nullable String sign(String uri, boolean key) {
        if (!HlsVariables.areIn(uri)) {
            return signKnown(uri, key);
        }
        HlsText expanded = variables.expand(uri);
        return expanded.isComplete() ? signKnown(expanded.text(), key) : signOpen(expanded, key);
    }

    private @Nullable String signKnown(String uri, boolean key) {
        if (uri.isEmpty()) {
            throw refused("the URI is empty");
        }
        return isNoLocation(uri, key) ? null : uris.sign(uri);
    }

    /**
     * Signs a URI whose path is known, but not all of its query. The signature is valid for any value there, and no value can
     * lead the player to another place.
     */
    private @Nullable String signOpen(HlsText uri, boolean key) {
        String known = uri.knownPart();
        if (isNoLocation(known, key) || UriReference.hasHost(known) && uris.isOfForeignHost(resolve(known))) {
            return null;
        } else if (known.indexOf('?') < 0) {
            throw refused("only the player knows the value of {$" + uri.unknownVariable() + "}, which may lead the URI out of "
                    + "the grant; use it behind a ? in a URI, or declare it with NAME and VALUE");
        } else if (uris.sign(uri.sample()) == null) {
            return null;
        } else if (!uris.coversAllFrom(resolve(known))) {
            throw refused("only the player knows the value of {$" + uri.unknownVariable() + "}, and the grant does not cover "
                    + "the URI with each value; end the resource in a wildcard *, or declare it with NAME and VALUE");
        }
        return uris.append(resolve(uri.text()));
    }

    private String resolve(String reference) {
        return UriReference.resolve(uris.base(), reference);
    }

    /**
     * The URI of a key may be a name for the player's DRM system, such as {@code skd://...}, which is not requested.
     */
    private static boolean isNoLocation(String uri, boolean key) {
        String scheme = UriReference.scheme(uri);
        return scheme != null && (scheme.equalsIgnoreCase("data") || key && !UriReference.isHttp(scheme));
    }

    private static CloudFrontSignerException refused(String why) {
        return new CloudFrontSignerException(Reason.PLAYLIST_NOT_SIGNABLE, why);
    }
}
