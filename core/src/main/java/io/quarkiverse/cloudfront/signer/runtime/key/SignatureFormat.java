package io.quarkiverse.cloudfront.signer.runtime.key;

import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;

/**
 * Checks the form of signatures. This does not require the public key.
 */
final class SignatureFormat {

    private static final int RSA_BYTES = 256;

    /** The length in bytes of a DER sequence of two integers of at most 33 bytes each. */
    private static final int LONGEST_ECDSA = 72;

    private static final int SHORTEST_ECDSA = 8;

    private static final byte DER_SEQUENCE = 0x30;

    private SignatureFormat() {
    }

    /**
     * The name of the algorithm in Java's security API.
     */
    static String jcaName(Algorithm algorithm) {
        return switch (algorithm) {
            case RSA_SHA1 -> "SHA1withRSA";
            case RSA_SHA256 -> "SHA256withRSA";
            case ECDSA_SHA256 -> "SHA256withECDSA";
        };
    }

    static boolean matches(Algorithm algorithm, byte[] signature) {
        return algorithm != Algorithm.ECDSA_SHA256 ? signature.length == RSA_BYTES
                : signature.length >= SHORTEST_ECDSA && signature.length <= LONGEST_ECDSA && signature[0] == DER_SEQUENCE
                        && signature[1] == signature.length - 2;
    }

    static String describe(Algorithm algorithm) {
        return algorithm == Algorithm.ECDSA_SHA256 ? "encode ECDSA signatures as DER"
                : "sign with PKCS#1 v1.5 and a 2048-bit key, which produces 256 bytes";
    }
}
