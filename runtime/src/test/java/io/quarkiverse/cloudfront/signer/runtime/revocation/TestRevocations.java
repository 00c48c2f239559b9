package io.quarkiverse.cloudfront.signer.runtime.revocation;

import java.time.InstantSource;
import java.util.List;

import io.quarkiverse.cloudfront.signer.RevocationStore;
import io.quarkiverse.cloudfront.signer.runtime.config.MarkSecrets;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;

/**
 * Creates revocations, for tests outside of the package.
 */
public final class TestRevocations {

    private TestRevocations() {
    }

    public static Revocations of(MarkSecrets secrets, RevocationStore store, InstantSource clock) {
        return new Revocations(secrets, store, clock);
    }

    /**
     * @param store null if there is none
     */
    public static Revocations in(RevocationStore store, MarkSecret secret, InstantSource clock) {
        return of(new MarkSecrets(secret, List.of(secret)), store, clock);
    }
}
