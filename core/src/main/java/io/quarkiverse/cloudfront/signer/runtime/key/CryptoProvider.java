package io.quarkiverse.cloudfront.signer.runtime.key;

/**
 * The crypto library that computes the signatures of local keys.
 */
public enum CryptoProvider {
    /**
     * RSA keys sign with the Amazon Corretto Crypto Provider if the application has it and it works on this machine, and
     * otherwise with the Java platform. P-256 keys sign with BouncyCastle, which makes equal signatures for equal policies on
     * every replica. Without BouncyCastle, P-256 keys use the same provider as RSA keys, and a warning is logged because their
     * signatures differ each time.
     */
    AUTO,
    /**
     * Like {@code auto}, but without the Amazon Corretto Crypto Provider, and without the warning about P-256 signatures. The
     * Java platform signs with its registered security providers.
     */
    JDK,
    /**
     * RSA and P-256 keys sign with the Amazon Corretto Crypto Provider. The application does not start without it. P-256
     * signatures differ each time, so replicas return different URLs.
     */
    ACCP
}
