package io.quarkiverse.cloudfront.signer.runtime.key.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The unparsed key of a source. Its {@code toString} does not show the key.
 *
 * @param content the private key
 * @param passphrase the passphrase of the key; null if it is not encrypted
 * @param keyPairId the ID that is stored next to the key; null if there is none
 * @param publicKey the public key to which the private key must belong; null if there is none
 */
public record KeyMaterial(byte[] content, char @Nullable [] passphrase, @Nullable String keyPairId,
        byte @Nullable [] publicKey) {

    KeyMaterial(byte[] content, char @Nullable [] passphrase, @Nullable String keyPairId) {
        this(content, passphrase, keyPairId, null);
    }

    public KeyMaterial with(byte[] publicKey) {
        return new KeyMaterial(content, passphrase, keyPairId, publicKey);
    }

    /**
     * A digest to compare contents without storing them.
     */
    public byte[] fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(MessageDigest.getInstance("SHA-256").digest(content));
            digest.update((byte) (passphrase == null ? 0 : 1));
            digest.update((passphrase == null ? "" : new String(passphrase)).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(String.valueOf(keyPairId).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return digest.digest(publicKey == null ? new byte[0] : publicKey);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    boolean isEqualTo(KeyMaterial other) {
        return Arrays.equals(content, other.content) && Arrays.equals(passphrase, other.passphrase)
                && Objects.equals(keyPairId, other.keyPairId) && Arrays.equals(publicKey, other.publicKey);
    }

    @Override
    public String toString() {
        return "KeyMaterial";
    }
}
