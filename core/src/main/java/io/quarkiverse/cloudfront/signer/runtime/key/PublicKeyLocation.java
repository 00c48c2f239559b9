package io.quarkiverse.cloudfront.signer.runtime.key;

import java.security.PublicKey;

import io.quarkiverse.cloudfront.signer.runtime.key.parse.PemText;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.PublicKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.quarkiverse.cloudfront.signer.runtime.key.source.KeyFile;

/**
 * Reads the configured public key. Proves that a private key belongs to it before a viewer gets a signature.
 */
public final class PublicKeyLocation {

    public static final String PROPERTY = "public-key-location";

    private PublicKeyLocation() {
    }

    public static byte[] read(String location) throws UnusableKeyException {
        try {
            return KeyFile.read(location);
        } catch (UnusableKeyException e) {
            throw PemText.isKey(location)
                    ? new UnusableKeyException(PROPERTY,
                            "is a key, not a location; write it to a file, and set the property to its path", e)
                    : named(e);
        }
    }

    /**
     * Reads and parses the public key. Blocks the caller, but not beyond the deadline of {@link TimedRead}.
     */
    static PublicKey load(String location) throws UnusableKeyException {
        return parse(new TimedRead<>(() -> read(location)).read());
    }

    public static PublicKey parse(byte[] content) throws UnusableKeyException {
        try {
            return PublicKeys.parse(content);
        } catch (UnusableKeyException e) {
            throw named(e);
        }
    }

    /**
     * Proves that a private key belongs to the public key.
     *
     * @param property the property that sets the private key's source
     */
    public static void prove(LocalKey key, String property, PublicKey publicKey) throws UnusableKeyException {
        if (!new KeyProof(publicKey).verifies(key.algorithm(), KeyProof.TRIAL, key.signNow(KeyProof.TRIAL))) {
            throw new UnusableKeyException(PROPERTY, ("is not the public key of %s: it does not verify the private key's "
                    + "signatures. Set the private key whose public key CloudFront has as key pair %s")
                    .formatted(property, key.keyPairId()), null);
        }
    }

    private static UnusableKeyException named(UnusableKeyException e) {
        return new UnusableKeyException(PROPERTY, e.getMessage(), e);
    }
}
