package io.quarkiverse.cloudfront.edge.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/** The signature schemes that CloudFront accepts, and those that are used by mistake. */
enum SignatureScheme {

    RSA_SHA1("SHA1withRSA", "RSA with SHA-1"),
    RSA_SHA256("SHA256withRSA", "RSA with SHA-256"),
    ECDSA_SHA1("SHA1withECDSA", "ECDSA with SHA-1"),
    ECDSA_SHA256("SHA256withECDSA", "ECDSA with SHA-256"),
    /** The scheme that AWS KMS calls {@code RSASSA_PSS_SHA_256}. */
    RSA_PSS("RSASSA-PSS", "RSASSA-PSS"),
    /** The format of JSON Web Signatures: both numbers concatenated. */
    ECDSA_P1363("SHA256withECDSAinP1363Format", "ECDSA in the P1363 form");

    private final String algorithm;
    private final String label;

    SignatureScheme(String algorithm, String label) {
        this.algorithm = algorithm;
        this.label = label;
    }

    /** The scheme that CloudFront uses for a key by default. */
    static SignatureScheme sha1(PublicKey key) {
        return key instanceof ECPublicKey ? ECDSA_SHA1 : RSA_SHA1;
    }

    /** The scheme that CloudFront uses for a key if the request names SHA-256. */
    static SignatureScheme sha256(PublicKey key) {
        return key instanceof ECPublicKey ? ECDSA_SHA256 : RSA_SHA256;
    }

    /** Whether CloudFront accepts this scheme if the request names the right hash algorithm. */
    boolean isAccepted() {
        return switch (this) {
            case RSA_SHA1, RSA_SHA256, ECDSA_SHA1, ECDSA_SHA256 -> true;
            case RSA_PSS, ECDSA_P1363 -> false;
        };
    }

    String label() {
        return label;
    }

    /**
     * Whether the signature is valid.
     *
     * @throws IllegalStateException if the platform lacks the algorithm, or its policy forbids it
     */
    boolean verify(PublicKey key, String text, byte[] signature) {
        try {
            Signature verification = Signature.getInstance(algorithm);
            if (this == RSA_PSS) {
                verification.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            verification.initVerify(key);
            verification.update(text.getBytes(StandardCharsets.UTF_8));
            return verification.verify(signature);
        } catch (SignatureException e) {
            // the bytes do not even have the format of a signature
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This platform cannot verify " + label + " signatures", e);
        }
    }
}
