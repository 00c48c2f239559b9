package io.quarkiverse.cloudfront.edge.verify;

import java.security.PublicKey;

/**
 * A signature as the request presents it, ready to be verified.
 *
 * @param keyPairId the ID of the key that is claimed to have made it
 * @param key the public key with this ID
 * @param scheme how CloudFront verifies it
 * @param signature its bytes
 * @param claim the policy that is claimed to be signed
 */
record Presented(String keyPairId, PublicKey key, SignatureScheme scheme, byte[] signature, Examination.Claim claim) {

    boolean matches() {
        return scheme.verify(key, claim.json(), signature);
    }
}
