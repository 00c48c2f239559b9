package io.quarkiverse.cloudfront.edge.explain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How to fix a URL whose parameters look like CloudFront's, but have other names. */
final class Lookalikes {

    /** The first one applies. */
    private static final List<Map.Entry<Pattern, String>> REMEDIES = List.of(
            Map.entry(Pattern.compile("[?&]amp;(?:Signature|Key-Pair-Id|Policy|Expires|Hash-Algorithm)="),
                    "Replace &amp; with &: the URL was escaped for HTML, and then used outside of HTML."),
            Map.entry(Pattern.compile("[?&](?:X-Amz-Signature|AWSAccessKeyId)="),
                    "Sign the URL for CloudFront, with a key pair of CloudFront: presigned URLs of S3 are only valid for S3."),
            Map.entry(Pattern.compile("(?i)[?&](?:signature|key-pair-id)="),
                    "Write the names of CloudFront's parameters as the signer does, because they are case-sensitive: Expires, Policy, "
                            + "Signature, Key-Pair-Id, Hash-Algorithm."));

    private Lookalikes() {
    }

    /** @param target path and query without CloudFront's own parameters */
    static Optional<String> remedy(String target) {
        return REMEDIES.stream().filter(remedy -> remedy.getKey().matcher(target).find()).map(Map.Entry::getValue)
                .findFirst();
    }
}
