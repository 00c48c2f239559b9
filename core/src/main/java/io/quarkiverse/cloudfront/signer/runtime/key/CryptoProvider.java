package io.quarkiverse.cloudfront.signer.runtime.key;

/**
 * The crypto library that computes the signatures of local keys.
 */
public enum CryptoProvider {
    /**
     * RSA with the Amazon Corretto Crypto Provider if the application has it and it works here, otherwise with the Java
     * platform. P-256 with BouncyCastle, which makes equal signatures for equal policies on every replica. Without
     * BouncyCastle, P-256 keys sign like RSA keys, and a warning is logged that their signatures differ.
     */
    AUTO,
    /**
     * Like {@code auto}, but without the Amazon Corretto Crypto Provider, and without that warning. The Java platform signs
     * with its registered security providers.
     */
    JDK,
    /**
     * RSA and P-256 with the Amazon Corretto Crypto Provider; the application does not start without it. P-256 signatures are
     * then different each time, so replicas return different URLs.
     */
    ACCP
}
