package io.quarkiverse.cloudfront.signer.runtime.key;

import java.util.Arrays;
import java.util.Objects;

/**
 * What a source has of a key, not parsed yet. Its {@code toString} says nothing.
 */
final class KeyMaterial {

    private final byte[] content;
    private final char[] passphrase;
    private final String keyPairId;

    /**
     * @param content the private key
     * @param passphrase of an encrypted key, else null
     * @param keyPairId where the source has it beside the key, else null
     */
    KeyMaterial(byte[] content, char[] passphrase, String keyPairId) {
        this.content = content;
        this.passphrase = passphrase;
        this.keyPairId = keyPairId;
    }

    byte[] content() {
        return content;
    }

    char[] passphrase() {
        return passphrase;
    }

    String keyPairId() {
        return keyPairId;
    }

    boolean isEqualTo(KeyMaterial other) {
        return Arrays.equals(content, other.content) && Arrays.equals(passphrase, other.passphrase)
                && Objects.equals(keyPairId, other.keyPairId);
    }

    @Override
    public String toString() {
        return "KeyMaterial";
    }
}
