package io.quarkiverse.cloudfront.signer.runtime.revocation;

import java.time.InstantSource;

import io.quarkiverse.cloudfront.signer.RevocationStore;
import io.quarkiverse.cloudfront.signer.runtime.config.MarkSecrets;

/**
 * Creates revocations, for tests outside of the package.
 */
public final class TestRevocations {

    private TestRevocations() {
    }

    public static Revocations of(MarkSecrets secrets, RevocationStore store, InstantSource clock) {
        return new Revocations(secrets, store, clock);
    }
}
