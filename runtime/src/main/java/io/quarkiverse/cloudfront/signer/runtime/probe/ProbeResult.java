package io.quarkiverse.cloudfront.signer.runtime.probe;

import java.time.Instant;

/**
 * The result of a self-test.
 *
 * @param explanation what came back, and why; without a signature
 * @param since when this outcome came back for the first time without another one in between
 */
public record ProbeResult(ProbeOutcome outcome, String explanation, Instant since) {

    public boolean isServed() {
        return outcome == ProbeOutcome.SERVED;
    }
}
