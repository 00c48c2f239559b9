package io.quarkiverse.cloudfront.signer.runtime.key;

import java.util.Optional;

/**
 * A private key as it is configured.
 *
 * @param property the property that says where the key is, without its prefix
 * @param keyPairId where the configuration has it
 */
public record KeyDescription(String property, KeySource source, Optional<String> keyPairId, HashAlgorithm hash) {

    private static final String KEY_PAIR_ID = "key-pair-id";

    /**
     * Reads and parses the key. Blocks the caller.
     */
    public LocalKey load() throws UnusableKeyException {
        KeyMaterial material = source.read();
        return LocalKeys.load(keyPairId(material), material.content(), material.passphrase(), hash);
    }

    private String keyPairId(KeyMaterial material) throws UnusableKeyException {
        String found = material.keyPairId();
        if (found == null) {
            return keyPairId.orElseThrow(() -> new UnusableKeyException(KEY_PAIR_ID,
                    "is missing; set it to the ID that CloudFront gave the public key, such as K2JCJMDEHXQW5F", null));
        }
        if (!KeyPairIds.isOne(found)) {
            throw new UnusableKeyException(
                    "has a key pair ID beside the key that is not letters and digits, such as K2JCJMDEHXQW5F");
        }
        if (keyPairId.isPresent() && !keyPairId.get().equals(found)) {
            throw new UnusableKeyException(KEY_PAIR_ID, "is %s, and beside the key stands %s; remove one of them, or correct it"
                    .formatted(keyPairId.get(), found), null);
        }
        return found;
    }
}
