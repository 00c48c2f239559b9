package io.quarkiverse.cloudfront.signer.runtime.config;

import java.util.Optional;

/**
 * Where a private key is. One of the places may be set.
 */
public interface KeyConfig {

    /**
     * Where the private key is: a file, a directory, or a resource on the class path with the prefix {@code classpath:}. A
     * directory has the key in `private-key.pem` and may have its ID in `key-pair-id`, as a mounted Kubernetes secret does.
     * PEM or DER, in any form that OpenSSL writes: PKCS#1, PKCS#8 or SEC1, encrypted or not. RSA with 2048 bits or ECDSA on
     * P-256. Recommended over `private-key`, as a file, for instance a mounted secret, can be protected better than a property.
     */
    Optional<String> privateKeyLocation();

    /**
     * The private key itself: PEM, PEM whose line breaks are written as {@code \n} or left out, or the base64 encoding of a
     * PEM or DER file. Only one of `private-key-location`, `private-key` and `credentials-provider` may be set.
     */
    Optional<String> privateKey();

    /**
     * The passphrase of an encrypted private key.
     */
    Optional<String> privateKeyPassphrase();

    /**
     * What a credentials provider, such as that of Quarkus Vault, is asked for. Of the credentials it then returns
     * `private-key` is the private key, `private-key-passphrase` its passphrase and `key-pair-id` its ID; the last two may be
     * missing.
     */
    Optional<String> credentialsProvider();

    /**
     * The name of the credentials provider's bean, which has to be set where the application has several.
     */
    Optional<String> credentialsProviderName();

    /**
     * Where the public key is, as it was uploaded to CloudFront: a file, or a resource on the class path with the prefix
     * {@code classpath:}, PEM or DER. If set, a signature is made and verified at start, so that a private key that does not
     * belong to it is found before a viewer finds it; of a `SigningKey` bean every signature is verified.
     */
    Optional<String> publicKeyLocation();
}
