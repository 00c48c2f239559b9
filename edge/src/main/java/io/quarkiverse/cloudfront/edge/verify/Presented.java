package io.quarkiverse.cloudfront.edge.verify;

import java.security.PublicKey;

/**
 * A signature as it was presented, ready to be verified.
 *
 * @param keyPairId the ID of the key that is said to have made it
 * @param key that key
 * @param scheme how CloudFront verifies it
 * @param signature its bytes
 * @param text the policy it is said to sign
 * @param policy the same policy, read
 * @param canned whether the policy was rebuilt from the request
 */
record Presented(String keyPairId, PublicKey key, SignatureScheme scheme, byte[] signature, String text, Policy policy,
        boolean canned) {

    boolean matches() {
        return scheme.verify(key, text, signature);
    }
}
