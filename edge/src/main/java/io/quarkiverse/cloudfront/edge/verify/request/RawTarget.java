package io.quarkiverse.cloudfront.edge.verify.request;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A request target (path and query), split without decoding it, because CloudFront compares the encoded form.
 *
 * @param path the path
 * @param parameters the viewer's own query parameters, in order
 * @param reserved CloudFront's parameters, each with all of its values
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html">Create
 *      a signed URL using a canned policy</a>
 */
public record RawTarget(String path, List<String> parameters, Map<String, List<String>> reserved) {

    public static final String EXPIRES = "Expires";
    public static final String POLICY = "Policy";
    public static final String SIGNATURE = "Signature";
    public static final String KEY_PAIR_ID = "Key-Pair-Id";
    public static final String HASH_ALGORITHM = "Hash-Algorithm";

    private static final Set<String> RESERVED = Set.of(EXPIRES, POLICY, SIGNATURE, KEY_PAIR_ID, HASH_ALGORITHM);

    /** Splits a target. The names of CloudFront's parameters are case-sensitive, and must not be encoded. */
    public static RawTarget parse(String target) {
        int mark = target.indexOf('?');
        if (mark < 0) {
            return new RawTarget(target, List.of(), Map.of());
        }
        List<String> own = new ArrayList<>();
        Map<String, List<String>> reserved = new LinkedHashMap<>();
        for (String parameter : target.substring(mark + 1).split("&", -1)) {
            String name = nameOf(parameter);
            if (RESERVED.contains(name)) {
                reserved.computeIfAbsent(name, n -> new ArrayList<>()).add(valueOf(parameter));
            } else {
                own.add(parameter);
            }
        }
        return new RawTarget(target.substring(0, mark), own, reserved);
    }

    /**
     * The path and query without CloudFront's parameters. They are the text that was signed, the target that the origin gets,
     * and the key of the cache.
     */
    public String stripped() {
        return parameters.isEmpty() ? path : path + "?" + String.join("&", parameters);
    }

    /**
     * The stripped target for messages. If a parameter's name is similar to one of CloudFront's, such as {@code signature}, its
     * value is left out, because it could be a secret.
     */
    public String printable() {
        List<String> shown = new ArrayList<>();
        for (String parameter : parameters) {
            String name = nameOf(parameter);
            String plain = name.replace("%2D", "-").replace("%2d", "-");
            shown.add(RESERVED.stream().anyMatch(plain::equalsIgnoreCase) ? name + "=..." : parameter);
        }
        return Printable.of(shown.isEmpty() ? path : path + "?" + String.join("&", shown));
    }

    /** Whether this is the name of one of CloudFront's parameters. */
    public static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    /** The name of a parameter, which is not decoded. */
    public static String nameOf(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? parameter : parameter.substring(0, equals);
    }

    /** The value of a parameter, which is not decoded; empty if the parameter does not have one. */
    public static String valueOf(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? "" : parameter.substring(equals + 1);
    }

    /** The percent-decoded text, or the text itself if its encoding is malformed. */
    public static String decoded(String text) {
        try {
            // URLDecoder would decode a plus sign to a space
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
