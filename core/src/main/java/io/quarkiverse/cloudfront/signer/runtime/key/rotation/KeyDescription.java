package io.quarkiverse.cloudfront.signer.runtime.key.rotation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.KeyPairId;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKey;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.PublicKeyLocation;
import io.quarkiverse.cloudfront.signer.runtime.key.SigningCrypto;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.quarkiverse.cloudfront.signer.runtime.key.source.KeyFile;
import io.quarkiverse.cloudfront.signer.runtime.key.source.KeyMaterial;
import io.quarkiverse.cloudfront.signer.runtime.key.source.KeySource;
import io.quarkiverse.cloudfront.signer.runtime.key.source.SafeQuote;

/**
 * The configuration of a private key.
 *
 * @param property the property that sets the key's source, without its prefix
 * @param keyPairId the configured ID, if there is one
 * @param publicKeyLocation the location of the public key, to prove that the two keys belong together
 * @param crypto the crypto library that signs with the key
 */
public record KeyDescription(String property, KeySource source, Optional<String> keyPairId, HashAlgorithm hash,
        Optional<String> publicKeyLocation, SigningCrypto crypto) implements Callable<KeyMaterial> {

    private static final String KEY_PAIR_ID = "key-pair-id";

    /**
     * Reads the private key between two reads of the public key, because both files may be replaced in the meantime. Blocks the
     * caller.
     */
    @Override
    public KeyMaterial call() throws UnusableKeyException {
        if (publicKeyLocation.isEmpty()) {
            return source.read();
        }
        byte[] before = PublicKeyLocation.read(publicKeyLocation.get());
        KeyMaterial material = source.read();
        byte[] after = PublicKeyLocation.read(publicKeyLocation.get());
        if (!Arrays.equals(before, after)) {
            // the files are not replaced twice in such a short time
            material = source.read();
        }
        return material.with(after);
    }

    /**
     * A value that changes when the private key or the public key is replaced. Blocks the caller.
     */
    Object version() {
        return List.of(source.version(), publicKeyLocation.map(KeyFile::version).orElse(""));
    }

    /**
     * Parses the key. If a public key is configured, proves that the key belongs to it.
     */
    public LocalKey parse(KeyMaterial material) throws UnusableKeyException {
        LocalKey key = LocalKeys.load(keyPairId(material), material.content(), material.passphrase(), hash,
                crypto);
        if (material.publicKey() != null) {
            PublicKeyLocation.prove(key, property, PublicKeyLocation.parse(material.publicKey()));
        }
        return key;
    }

    private String keyPairId(KeyMaterial material) throws UnusableKeyException {
        String found = material.keyPairId();
        if (found == null) {
            if (keyPairId.isPresent()) {
                return keyPairId.get();
            }
            throw new UnusableKeyException(KEY_PAIR_ID,
                    "is missing; set it to the ID that CloudFront gave the public key, such as K2JCJMDEHXQW5F", null);
        }
        String mistake = KeyPairId.mistakeIn(found);
        if (mistake != null) {
            throw new UnusableKeyException("has an invalid key pair ID next to the key. It " + mistake);
        }
        if (keyPairId.isPresent() && !keyPairId.get().equals(found)) {
            throw new UnusableKeyException(KEY_PAIR_ID,
                    "is %s, but %s is stored with the key. Remove or correct one of them"
                            .formatted(SafeQuote.id(keyPairId.get()), SafeQuote.id(found)),
                    null);
        }
        return found;
    }

    /**
     * Returns only the name of the property, because configured values can be secret.
     */
    @Override
    public String toString() {
        return "KeyDescription[" + property + "]";
    }
}
