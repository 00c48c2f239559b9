package io.quarkiverse.cloudfront.signer.runtime.key.rotation;

import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.RemoteKey;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.quarkiverse.cloudfront.signer.runtime.key.source.KeySource;

/**
 * Keys in their slots of a {@link KeyRing}.
 */
public final class TestKeySlots {

    private TestKeySlots() {
    }

    /**
     * @param activeFrom null for the first key
     */
    public static KeySlot local(KeyPair pair, String keyPairId, Instant activeFrom, InstantSource clock)
            throws UnusableKeyException {
        return KeySlot.local("keys.", new KeyDescription("private-key",
                KeySource.property(TestKeys.pem(pair.getPrivate()), Optional.empty()), Optional.of(keyPairId),
                HashAlgorithm.SHA256, Optional.empty(), TestKeys.CRYPTO), activeFrom, clock.instant());
    }

    /** The first key, whose signatures are not verified. */
    public static KeySlot remote(SigningKey key, InstantSource clock) {
        return KeySlot.remote(new RemoteKey(key, null, Duration.ofSeconds(10)), null, clock.instant());
    }
}
