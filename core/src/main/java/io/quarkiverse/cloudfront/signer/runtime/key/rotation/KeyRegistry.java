package io.quarkiverse.cloudfront.signer.runtime.key.rotation;

import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKey;
import io.quarkiverse.cloudfront.signer.runtime.key.RemoteKey;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * The current and replaced keys of all signers of an application. A key pair ID names the same key in all signers, because
 * CloudFront gives each public key its own ID and would refuse signatures made with any other key under that ID. Several
 * signers may share a key.
 */
public final class KeyRegistry {

    /**
     * @param signer the name of the signer. Within a signer, each key has one ID, because a switch to the same key with another
     *        ID is a mistake
     * @param place where the key is configured, for messages
     */
    private record Entry(String signer, String place, KeySlot slot) {
    }

    private final List<Entry> entries = new ArrayList<>();

    /**
     * Adds a slot and checks its key.
     *
     * @param signer the name of the signer, to tell signers apart
     * @param place where the key is configured, for messages
     * @throws UnusableKeyException if another key already has the key pair ID, or if the signer already has the key with
     *         another ID
     */
    public synchronized KeySlot add(String signer, String place, KeySlot slot) throws UnusableKeyException {
        check(signer, slot, slot.current().key());
        entries.add(new Entry(signer, place, slot));
        return slot;
    }

    /**
     * Replaces the key of a slot while holding the registry's lock, so that no other slot gets a contradictory key at the same
     * time.
     *
     * @throws UnusableKeyException if the new key contradicts the key of another slot, or a previous key of this slot
     */
    synchronized void replace(String signer, KeySlot slot, LocalKey key, Instant now) throws UnusableKeyException {
        if (slot.hasSigned(now)) {
            for (ActiveKey known : slot.all()) {
                check(known.key(), key, "before", true, "Replace the key and its ID together, or restart the application if "
                        + "the %s was wrong before");
            }
        }
        check(signer, slot, key);
        slot.replace(key, now);
    }

    private void check(String signer, KeySlot slot, SigningKey key) throws UnusableKeyException {
        for (Entry entry : entries) {
            if (entry.slot != slot) {
                for (ActiveKey known : entry.slot.all()) {
                    check(known.key(), key, entry.place, entry.signer.equals(signer), "Correct the %s of one of them");
                }
            }
        }
    }

    /**
     * @param place where the known key is configured
     * @param together whether both keys belong to the same signer
     * @param remedy the remedy, with {@code %s} for what is wrong, which is the key or the ID
     */
    private static void check(SigningKey known, SigningKey key, String place, boolean together, String remedy)
            throws UnusableKeyException {
        if (known.keyPairId().equals(key.keyPairId())) {
            if (differ(known, key)) {
                throw new UnusableKeyException(("contains a different key with the same key pair ID %s as %s, but CloudFront "
                        + "gives each public key its own ID. " + remedy).formatted(key.keyPairId(), place, "key"));
            }
        } else if (together && areEqual(known, key)) {
            throw new UnusableKeyException(("contains the same key as %s with a different key pair ID %s, but CloudFront "
                    + "gives each public key one ID. " + remedy).formatted(place, key.keyPairId(), "ID"));
        }
    }

    /** Whether two keys are known to differ. For a remote key without a public key, only the algorithm is known. */
    private static boolean differ(SigningKey one, SigningKey other) {
        return isRsa(one) != isRsa(other)
                || publicKey(one) != null && publicKey(other) != null && !areEqual(one, other);
    }

    private static boolean areEqual(SigningKey one, SigningKey other) {
        PublicKey key = isRsa(one) == isRsa(other) ? publicKey(one) : null;
        return key != null && key.equals(publicKey(other));
    }

    private static boolean isRsa(SigningKey key) {
        return key.algorithm() != Algorithm.ECDSA_SHA256;
    }

    /**
     * The public key, if it is known.
     */
    static @Nullable PublicKey publicKey(SigningKey key) {
        if (key instanceof LocalKey local) {
            return local.publicKey();
        }
        return key instanceof RemoteKey remote ? remote.publicKey() : null;
    }
}
