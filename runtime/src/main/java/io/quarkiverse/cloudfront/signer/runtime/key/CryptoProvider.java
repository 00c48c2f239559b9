package io.quarkiverse.cloudfront.signer.runtime.key;

/**
 * What computes the signatures of keys in this process.
 */
public enum CryptoProvider {
    /**
     * RSA with the Amazon Corretto Crypto Provider where the application has it and it works here, else with the Java platform.
     * P-256 with BouncyCastle, which gives equal signatures for equal policies on every replica.
     */
    AUTO,
    /**
     * As {@code auto}, but RSA always with the Java platform and the security providers that are registered with it.
     */
    JDK,
    /**
     * RSA and P-256 with the Amazon Corretto Crypto Provider; the application does not start without it. P-256 signatures are
     * then different each time, and so are the URLs of different replicas.
     */
    ACCP
}
