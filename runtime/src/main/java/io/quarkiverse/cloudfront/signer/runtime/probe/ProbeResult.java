package io.quarkiverse.cloudfront.signer.runtime.probe;

import java.time.Instant;
import java.util.Locale;

/**
 * The result of a self-test.
 *
 * @param explanation the answer and its reason, without a signature
 * @param since the time of the first test in the uninterrupted series of tests with this outcome
 */
public record ProbeResult(Outcome outcome, String explanation, Instant since) {

    public boolean isServed() {
        return outcome == Outcome.SERVED;
    }

    /** The row of the health check: the outcome, named as in the metric and the runbook, and its reason. */
    public String describe() {
        return (isServed() ? "" : "WARNING: ") + outcome.name().toLowerCase(Locale.ROOT) + ": " + explanation + "; since "
                + since;
    }

    /**
     * The outcome of a self-test. The names are values of a metric's tag.
     */
    public enum Outcome {
        /** CloudFront delivered the file. */
        SERVED,
        /** CloudFront did not see a signature. */
        MISSING_KEY,
        /** CloudFront does not trust the key pair. */
        INVALID_KEY,
        /** The signature does not match, or the clocks differ. */
        ACCESS_DENIED,
        /** CloudFront could not read the policy or the signature. */
        MALFORMED,
        /** CloudFront accepted the signature, but the origin did not deliver the file. */
        ORIGIN,
        /** The reason for a refusal is not known, because a page replaces CloudFront's error. */
        FORBIDDEN,
        /** An answer that has nothing to do with signatures. */
        OTHER_STATUS,
        /** There was no answer. */
        UNREACHABLE,
        /** The signer could not sign. */
        NOT_SIGNED
    }
}
