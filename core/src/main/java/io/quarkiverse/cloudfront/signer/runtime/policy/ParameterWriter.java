package io.quarkiverse.cloudfront.signer.runtime.policy;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters;

/**
 * Writes the query parameters of signed URLs.
 */
public final class ParameterWriter {

    static final String SHA256 = "SHA256";
    static final String SHA1 = "SHA1";

    /** Object pool with at most one object for each processor. */
    private final BlockingQueue<CloudFrontEncoder> idle = new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    /**
     * The URL of a canned policy with its parameters. The length of the URL is not checked.
     */
    String url(Policy policy, SigningKey key, byte[] signature) {
        String url = policy.resource();
        CloudFrontEncoder text = begin().append(url).append(url.indexOf('?') < 0 ? "?" : "&");
        return end(appendParameters(text, policy, key, signature));
    }

    /**
     * The parameters, without the {@code ?} or {@code &} before them.
     */
    String parameters(Policy policy, SigningKey key, byte[] signature) {
        return end(appendParameters(begin(), policy, key, signature));
    }

    /**
     * The text of the policy in the parameters of a custom policy.
     */
    static String policy(String parameters) {
        return parameters.substring(ReservedParameters.POLICY.length() + 1, parameters.indexOf('&'));
    }

    private static CloudFrontEncoder appendParameters(CloudFrontEncoder text, Policy policy, SigningKey key,
            byte[] signature) {
        if (policy.canned()) {
            text.append(ReservedParameters.EXPIRES).append("=").append(policy.expiresAt().getEpochSecond());
        } else {
            text.append(ReservedParameters.POLICY).append("=").appendBase64(policy.json().getBytes(StandardCharsets.UTF_8));
        }
        text.append("&").append(ReservedParameters.SIGNATURE).append("=").appendBase64(signature)
                .append("&").append(ReservedParameters.KEY_PAIR_ID).append("=").append(key.keyPairId());
        return key.algorithm().hashMarker()
                ? text.append("&").append(ReservedParameters.HASH_ALGORITHM).append("=").append(SHA256)
                : text;
    }

    private CloudFrontEncoder begin() {
        CloudFrontEncoder text = idle.poll();
        return text == null ? new CloudFrontEncoder() : text.clear();
    }

    private String end(CloudFrontEncoder text) {
        String written = text.toString();
        idle.offer(text);
        return written;
    }
}
