package io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle;

import java.io.IOException;
import java.math.BigInteger;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.key.parse.KeyDocument;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.Pkcs8Key;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * The operations that require BouncyCastle. Applications without it do not have an implementation.
 */
public interface BouncyCastle {

    /**
     * Converts a key in any form other than unencrypted PKCS#8 to a {@link Pkcs8Key}. The exception explains why
     * CloudFront does not accept a key.
     *
     * @param passphrase the passphrase of an encrypted key
     */
    Pkcs8Key toPlain(KeyDocument document, char @Nullable [] passphrase) throws UnusableKeyException;

    /**
     * Makes a deterministic signature (RFC 6979) with P-256 and SHA-256. The result is in DER.
     *
     * @param number the private key
     */
    byte[] sign(BigInteger number, byte[] message) throws IOException;
}
