package io.quarkiverse.cloudfront.signer.runtime.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;

import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;

/**
 * Verifies signatures with the public key, as CloudFront does.
 */
public record KeyProof(PublicKey publicKey) {

    /** The message of trial signatures. It is not a policy, so its signature does not grant anything. */
    public static final byte[] TRIAL = "Does this private key belong to the public key?".getBytes(StandardCharsets.US_ASCII);

    public boolean verifies(Algorithm algorithm, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(SignatureFormat.jcaName(algorithm));
            verifier.initVerify(publicKey);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // a key for another algorithm, or a signature in another form
            return false;
        }
    }
}
