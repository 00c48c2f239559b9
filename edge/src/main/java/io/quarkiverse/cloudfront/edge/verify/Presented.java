package io.quarkiverse.cloudfront.edge.verify;

import java.security.PublicKey;

/**
 * A signature as it was presented, ready to be verified.
 *
 * @param keyPairId the ID of the key that is said to have made it
 * @param key that key
 * @param scheme how CloudFront verifies it
 * @param signature its bytes
 * @param claim the policy it is said to sign
 */
record Presented(String keyPairId, PublicKey key, SignatureScheme scheme, byte[] signature, Examination.Claim claim) {

    boolean matches() {
        return scheme.verify(key, claim.json(), signature);
    }
}
