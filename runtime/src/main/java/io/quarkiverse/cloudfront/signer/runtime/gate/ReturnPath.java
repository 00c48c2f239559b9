package io.quarkiverse.cloudfront.signer.runtime.gate;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;

/**
 * Where a login leads back to: a path of this site, with its query and fragment. It comes from the viewer, so it is guarded as
 * URLs are before they are signed, and never leads to another host or to the gate itself.
 *
 * @param path with the query
 * @param fragment with the {@code #}, or empty
 */
public record ReturnPath(String path, String fragment) {

    private static final int LONGEST = 4096;

    /** The guard refuses what one party could interpret differently from another. It does so for any host. */
    private static final UrlGuard ANY_HOST = new UrlGuard(URI.create("https://host.invalid"), Set.of());

    /**
     * @param text decoded once, as a query parameter is
     * @param gatePath the path of the gate's own pages
     * @return empty if it must not be followed
     */
    public static Optional<ReturnPath> parse(String text, String gatePath) {
        int hash = text.indexOf('#');
        String path = hash < 0 ? text : text.substring(0, hash);
        if (text.length() > LONGEST || !path.startsWith("/") || path.startsWith("//") || leadsTo(gatePath, path)) {
            return Optional.empty();
        }
        try {
            ANY_HOST.coveredUrl(path);
        } catch (CloudFrontSignerException e) {
            return Optional.empty();
        }
        return Optional.of(new ReturnPath(path, hash < 0 ? "" : "#" + encoded(text.substring(hash + 1))));
    }

    /**
     * Also if it is encoded, or has several slashes in a row, as servers may decode and merge them.
     */
    private static boolean leadsTo(String gatePath, String path) {
        String known = path.substring(0, path.indexOf('?') < 0 ? path.length() : path.indexOf('?'));
        for (String before = ""; !before.equals(known);) {
            before = known;
            known = decoded(known).replaceAll("[/\\\\]+", "/");
        }
        return (known + "/").regionMatches(true, 0, gatePath + "/", 0, gatePath.length() + 1)
                || (known + ";").regionMatches(true, 0, gatePath + ";", 0, gatePath.length() + 1);
    }

    /**
     * Leaves what is not a complete escape.
     */
    private static String decoded(String path) {
        StringBuilder decoded = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            int high = c == '%' && i + 2 < path.length() ? Character.digit(path.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(path.charAt(i + 2), 16);
            if (low < 0) {
                decoded.append(c);
            } else {
                decoded.append((char) (high << 4 | low));
                i += 2;
            }
        }
        return decoded.toString();
    }

    /**
     * Only browsers read the fragment, so it may have any text, which must not end the header.
     */
    private static String encoded(String fragment) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : fragment.getBytes(StandardCharsets.UTF_8)) {
            if (octet > ' ' && octet < 0x7f && "\"<>`\\".indexOf(octet) < 0) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(Character.toUpperCase(Character.forDigit(octet >> 4 & 0xf, 16)))
                        .append(Character.toUpperCase(Character.forDigit(octet & 0xf, 16)));
            }
        }
        return encoded.toString();
    }
}
