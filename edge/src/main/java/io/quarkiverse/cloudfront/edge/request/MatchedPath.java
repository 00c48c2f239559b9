package io.quarkiverse.cloudfront.edge.request;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The path against which cache behaviors are matched. It is normalized as in CloudFront, so that no spelling of a path bypasses
 * the behavior that restricts it. The origin gets the original path.
 *
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html">Cache behavior
 *      settings, path pattern</a>
 */
public final class MatchedPath {

    /**
     * Encoded letters, digits, and {@code - . _ ~}, which are equivalent to plain characters, and the encoded slash, which S3
     * decodes.
     */
    private static final Pattern NEEDLESSLY_ENCODED = Pattern
            .compile("%(?:2[DdEeFf]|3[0-9]|4[1-9A-Fa-f]|5[0-9Aa]|5[Ff]|6[1-9A-Fa-f]|7[0-9Aa]|7[Ee])");

    private MatchedPath() {
    }

    public static String of(String target) {
        return NEEDLESSLY_ENCODED.matcher(target.split("\\?", 2)[0]).replaceAll(MatchedPath::decode);
    }

    private static String decode(MatchResult encoded) {
        return String.valueOf((char) Integer.parseInt(encoded.group().substring(1), 16));
    }
}
