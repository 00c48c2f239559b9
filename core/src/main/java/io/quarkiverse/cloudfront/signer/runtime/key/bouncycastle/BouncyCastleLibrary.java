package io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle;

import java.io.IOException;
import java.math.BigInteger;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.key.parse.KeyDocument;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.Pkcs8Key;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * Implements the operations with BouncyCastle. This class is a bean in applications that have BouncyCastle on their class path.
 * Other packages only use the interface. BouncyCastle's classes are only loaded when a method needs them, because they would
 * slow down the start of the application.
 */
@Singleton
public class BouncyCastleLibrary implements BouncyCastle {

    @Override
    public Pkcs8Key toPlain(KeyDocument document, char @Nullable [] passphrase) throws UnusableKeyException {
        return KeyForms.toPlain(document, passphrase);
    }

    @Override
    public byte[] sign(BigInteger number, byte[] message) throws IOException {
        return P256Curve.sign(number, message);
    }
}
