package io.quarkiverse.cloudfront.signer.runtime.key;

/**
 * The keys of one signer, of which one is active.
 */
public final class KeyRing {

    private final KeySlot slot;

    public KeyRing(KeySlot slot) {
        this.slot = slot;
    }

    SigningKey active() {
        return slot.current();
    }

    /**
     * The ID of the key that signs now.
     */
    public String activeKeyPairId() {
        return active().keyPairId();
    }

    /**
     * Whether a caller may have to wait for a signature.
     */
    public boolean hasRemoteKey() {
        return !(slot.current().key() instanceof LocalKey);
    }
}
