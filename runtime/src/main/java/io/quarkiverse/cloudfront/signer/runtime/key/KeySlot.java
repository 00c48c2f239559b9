package io.quarkiverse.cloudfront.signer.runtime.key;

import java.time.Instant;

import io.quarkiverse.cloudfront.signer.PolicySigner;

/**
 * The place of one configured key.
 */
public final class KeySlot {

    private volatile SigningKey current;

    public KeySlot(PolicySigner key, Instant since) {
        this.current = new SigningKey(key, since);
    }

    SigningKey current() {
        return current;
    }
}
