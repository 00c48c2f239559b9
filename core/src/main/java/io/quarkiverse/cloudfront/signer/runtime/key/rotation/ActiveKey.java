package io.quarkiverse.cloudfront.signer.runtime.key.rotation;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKey;

/**
 * A key with its ID. The key and the ID change together, and each signature uses exactly one such pair.
 */
public final class ActiveKey {

    private final SigningKey key;
    private final Instant since;
    private final AtomicLong lastExpiry = new AtomicLong(Long.MIN_VALUE);

    /**
     * @param since when the key became active
     */
    public ActiveKey(SigningKey key, Instant since) {
        this.key = key;
        this.since = since;
    }

    public SigningKey key() {
        return key;
    }

    /**
     * Whether the key is in this process.
     */
    public boolean isLocal() {
        return key instanceof LocalKey;
    }

    public String keyPairId() {
        return key.keyPairId();
    }

    Instant since() {
        return since;
    }

    /**
     * Records that the key has signed a grant. The public key is needed until this grant expires.
     */
    public void grants(Instant expiresAt) {
        long expiry = expiresAt.getEpochSecond();
        long last = lastExpiry.get();
        while (expiry > last && !lastExpiry.compareAndSet(last, expiry)) {
            last = lastExpiry.get();
        }
    }

    /**
     * When the last signature that this process made with the key expires; {@link Instant#MIN} if there is none.
     */
    Instant lastExpiry() {
        long expiry = lastExpiry.get();
        return expiry == Long.MIN_VALUE ? Instant.MIN : Instant.ofEpochSecond(expiry);
    }
}
