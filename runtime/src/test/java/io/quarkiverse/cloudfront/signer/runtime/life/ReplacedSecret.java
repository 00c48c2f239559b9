package io.quarkiverse.cloudfront.signer.runtime.life;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.quarkiverse.cloudfront.edge.function.MarkKey;
import io.quarkiverse.cloudfront.signer.runtime.config.MarkSecrets;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;

/**
 * The secret of marks, which is replaced in the steps that the page describes.
 */
final class ReplacedSecret {

    private static final byte[] OLD = "the secret of marks until today, which is replaced".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEW = "the secret of marks from today on, which replaces".getBytes(StandardCharsets.US_ASCII);

    /** Those of replica 0, of replica 1, and of the function, the current one first. */
    private static final List<List<List<byte[]>>> STEPS = List.of(
            List.of(List.of(OLD), List.of(OLD), List.of(OLD)),
            List.of(List.of(OLD), List.of(OLD), List.of(OLD, NEW)),
            List.of(List.of(OLD), List.of(OLD, NEW), List.of(OLD, NEW)),
            List.of(List.of(OLD, NEW), List.of(OLD, NEW), List.of(OLD, NEW)),
            List.of(List.of(OLD, NEW), List.of(NEW, OLD), List.of(OLD, NEW)),
            List.of(List.of(NEW, OLD), List.of(NEW, OLD), List.of(OLD, NEW)),
            List.of(List.of(NEW), List.of(NEW, OLD), List.of(OLD, NEW)),
            List.of(List.of(NEW), List.of(NEW), List.of(NEW)));

    static final int LAST_STEP = STEPS.size() - 1;
    /** After it, everything must expire that was signed with the old secret. */
    static final int LAST_OF_BOTH = 5;

    private ReplacedSecret() {
    }

    static MarkSecrets of(int step, int replica) {
        List<MarkSecret> all = STEPS.get(step).get(replica).stream().map(MarkSecret::new).toList();
        return new MarkSecrets(all.get(0), all);
    }

    static List<MarkKey> keys(int step) {
        return STEPS.get(step).get(2).stream().map(MarkKey::of).toList();
    }

    /** Whether a replica makes marks with the new secret. */
    static boolean isNew(int step, int replica) {
        return STEPS.get(step).get(replica).get(0) == NEW;
    }

    /** Whether a replica revokes marks of a secret. */
    static boolean isKnown(int step, int replica, boolean isNew) {
        return STEPS.get(step).get(replica).contains(isNew ? NEW : OLD);
    }
}
