package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.SignedCookie.SameSite;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyRing;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.TestKeySlots;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSource;
import io.quarkiverse.cloudfront.signer.runtime.policy.CookieAttributes;
import io.quarkiverse.cloudfront.signer.runtime.policy.ExpiryRule;
import io.quarkiverse.cloudfront.signer.runtime.policy.ForeignUris;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;

/** The default signer with the key pair ID K1. */
final class TestSigner {

    private TestSigner() {
    }

    /**
     * @param marks null for an application without them
     */
    static ConfiguredSigner of(UrlGuard guard, KeyPair keys, InstantSource clock, Duration lifetime, Optional<Duration> window,
            MarkSource marks) {
        try {
            KeyRing ring = new KeyRing(SignerName.DEFAULT, List.of(TestKeySlots.local(keys, "K1", null, clock)), clock,
                    lifetime, change -> {
                    });
            return new ConfiguredSigner(new SignerSettings(SignerName.DEFAULT, guard, ring, Optional.empty(),
                    new ExpiryRule(clock, lifetime, window), true, Optional.empty(),
                    new CookieAttributes(Optional.empty(), Optional.empty(), SameSite.LAX, true, true), ForeignUris.FAIL,
                    1000), List.of(), CallerThread.ANY, marks);
        } catch (UnusableKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
