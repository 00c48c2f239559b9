package io.quarkiverse.cloudfront.signer.runtime.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;

import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;

/**
 * Verifies signatures as CloudFront will, with the public key that it has.
 */
public record KeyProof(PublicKey publicKey) {

    /** What is signed on trial. It is no policy, so that its signature grants nothing. */
    public static final byte[] TRIAL = "Does this private key belong to the public key?".getBytes(StandardCharsets.US_ASCII);

    public boolean verifies(Algorithm algorithm, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(SignatureFormat.jcaName(algorithm));
            verifier.initVerify(publicKey);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // a key of another algorithm, or a signature of another form
            return false;
        }
    }
}
