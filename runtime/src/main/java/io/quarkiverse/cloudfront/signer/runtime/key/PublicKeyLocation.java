package io.quarkiverse.cloudfront.signer.runtime.key;

import java.security.PublicKey;

import io.quarkiverse.cloudfront.signer.runtime.key.parse.PemText;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.PublicKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.quarkiverse.cloudfront.signer.runtime.key.source.KeyFile;

/**
 * The public key that an application has beside a private one, to find a wrong pair before a viewer does.
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
                            "is the key itself, not its location; write it to a file, and set the property to its path", e)
                    : named(e);
        }
    }

    public static PublicKey parse(byte[] content) throws UnusableKeyException {
        try {
            return PublicKeys.parse(content);
        } catch (UnusableKeyException e) {
            throw named(e);
        }
    }

    /**
     * @param property that says where the private key is
     */
    public static void prove(LocalKey key, String property, PublicKey publicKey) throws UnusableKeyException {
        if (!new KeyProof(publicKey).verifies(key.algorithm(), KeyProof.TRIAL, key.signNow(KeyProof.TRIAL))) {
            throw new UnusableKeyException(PROPERTY, "is not the public key of %s: what the one signs does not verify with the "
                    .formatted(property)
                    + "other; give the private key whose public key CloudFront has as key pair " + key.keyPairId(), null);
        }
    }

    private static UnusableKeyException named(UnusableKeyException e) {
        return new UnusableKeyException(PROPERTY, e.getMessage(), e);
    }
}
