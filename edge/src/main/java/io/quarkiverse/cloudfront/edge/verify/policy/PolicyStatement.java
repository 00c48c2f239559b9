package io.quarkiverse.cloudfront.edge.verify.policy;

import java.time.Instant;
import java.util.Optional;

/**
 * A policy statement as a viewer presented it.
 *
 * @param resource the URL pattern; empty if the statement does not have one, which CloudFront treats as every URL
 * @param expires the instant at which the policy expires ({@code DateLessThan})
 * @param notBefore the instant after which the policy is valid ({@code DateGreaterThan})
 * @param sourceIp the addresses for which the policy is valid ({@code IpAddress})
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html">Create
 *      a signed URL using a custom policy</a>
 */
public record PolicyStatement(Optional<String> resource, Instant expires, Optional<Instant> notBefore,
        Optional<Ipv4Range> sourceIp) {

    /**
     * The latest date in epoch seconds, in November 5138. CloudFront's dates have 64 bits. However, a number with more digits
     * must be a date since 1973 in milliseconds, or a date in a smaller unit.
     */
    static final long MAX_EPOCH_SECONDS = 99_999_999_999L;

    /**
     * The text that a signer signs for a canned policy, and that CloudFront rebuilds from the request. The order of the keys
     * and the absence of white space are part of the protocol.
     */
    public static String cannedJson(String resource, String epochSeconds) {
        return "{\"Statement\":[{\"Resource\":\"" + resource
                + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":" + epochSeconds + "}}}]}";
    }

    public static PolicyStatement canned(String resource, Instant expires) {
        return new PolicyStatement(Optional.of(resource), expires, Optional.empty(), Optional.empty());
    }
}
