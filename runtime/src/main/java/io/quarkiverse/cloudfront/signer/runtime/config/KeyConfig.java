package io.quarkiverse.cloudfront.signer.runtime.config;

import java.util.Optional;

/**
 * The source of a private key. Only one source may be set.
 */
public interface KeyConfig {

    /**
     * The location of the private key: a file, a directory, or a resource on the class path with the prefix {@code classpath:}.
     * A directory, such as a mounted Kubernetes secret, contains the key in the file `private-key.pem`, and optionally its ID
     * in the file `key-pair-id`. The key is RSA with 2048 bits or ECDSA on P-256, in PEM or DER, in any form that OpenSSL
     * writes: PKCS#1, PKCS#8, or SEC1, encrypted or not. With the prefix {@code aws-kms:}, it is a key that signs in AWS KMS,
     * by its ID, ARN, or alias, such as {@code aws-kms:alias/media}. This requires the
     * `quarkus-cloudfront-signer-aws` module. Prefer this property to `private-key`, because a file can be protected better
     * than a
     * property.
     */
    Optional<String> privateKeyLocation();

    /**
     * The private key itself: PEM, in which line breaks can be written as {@code \n} or left out, or the base64 encoding of
     * a PEM or DER file. Only one of `private-key-location`, `private-key`, and `credentials-provider` may be set.
     */
    Optional<String> privateKey();

    /**
     * The passphrase of an encrypted private key.
     */
    Optional<String> privateKeyPassphrase();

    /**
     * The name of the credentials that the signer requests from a credentials provider, such as that of Quarkus Vault. In the
     * credentials, `private-key` is the private key, `private-key-passphrase` its passphrase, and `key-pair-id` its ID. The
     * last two are optional.
     */
    Optional<String> credentialsProvider();

    /**
     * The name of the credentials provider's bean. Required if the application has several credentials providers.
     */
    Optional<String> credentialsProviderName();

    /**
     * The location of the public key, as you uploaded it to CloudFront: a file, or a resource on the class path with the
     * prefix {@code classpath:}, in PEM or DER. If this property is set, the application makes and verifies a signature when it
     * starts, and does not start with a wrong private key. Each signature of a `SigningKey` bean is verified, and each
     * signature of AWS KMS even without this property.
     */
    Optional<String> publicKeyLocation();
}
