package io.quarkiverse.cloudfront.signer.runtime.gate;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;

/**
 * The path of this site that a login leads back to, with its query and fragment. Because the viewer chooses it, it is checked
 * like a URL that is to be signed. It never leads to another host or to a path at which the application logs users in or out.
 *
 * @param path the path with the query
 * @param fragment the fragment with the {@code #}, or empty
 */
public record ReturnPath(String path, String fragment) {

    /** The query parameter of the login page that contains the return path. */
    static final String PARAMETER = "return";

    private static final int LONGEST = 4096;

    /** A guard for any host, which refuses paths that two parties could interpret differently. */
    private static final UrlGuard ANY_HOST = new UrlGuard(URI.create("https://host.invalid"), Set.of());

    /**
     * @param values the decoded values of the query parameter
     * @return empty if there is not exactly one value, or if the path must not be followed
     */
    static Optional<ReturnPath> ofParameter(List<String> values, ActionPaths actions) {
        return values.size() == 1 ? parse(values.get(0), actions) : Optional.empty();
    }

    /**
     * @param text the path, decoded once like any query parameter
     * @param actions the paths to which a login must not lead back
     * @return empty if the path must not be followed
     */
    public static Optional<ReturnPath> parse(String text, ActionPaths actions) {
        if (text.length() > LONGEST || !text.startsWith("/") || text.startsWith("//")) {
            return Optional.empty();
        }
        int hash = text.indexOf('#');
        String path = hash < 0 ? text : text.substring(0, hash);
        try {
            ANY_HOST.coveredUrl(path);
        } catch (CloudFrontSignerException e) {
            return Optional.empty();
        }
        String fragment = hash < 0 ? "" : "#" + encoded(text.substring(hash + 1));
        return actions.contains(path) || path.length() + fragment.length() > LONGEST ? Optional.empty()
                : Optional.of(new ReturnPath(path, fragment));
    }

    /**
     * Percent-encodes characters such as line breaks, which could end the header. All other text is allowed, because only
     * browsers read the fragment. Stops at the maximum length.
     */
    private static String encoded(String fragment) {
        StringBuilder encoded = new StringBuilder();
        byte[] octets = fragment.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < octets.length && encoded.length() <= LONGEST; i++) {
            byte octet = octets[i];
            if (octet > ' ' && octet < 0x7f && "\"<>`\\".indexOf(octet) < 0) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(Character.toUpperCase(Character.forDigit(octet >> 4 & 0xf, 16)))
                        .append(Character.toUpperCase(Character.forDigit(octet & 0xf, 16)));
            }
        }
        return encoded.toString();
    }

    /**
     * This path as the query parameter of the login page.
     */
    String asParameter() {
        return PARAMETER + "=" + URLEncoder.encode(path + fragment, StandardCharsets.UTF_8);
    }
}
