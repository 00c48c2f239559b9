package io.quarkiverse.cloudfront.edge.verify;

import java.util.Optional;

import io.quarkiverse.cloudfront.edge.verify.request.Reason;

/**
 * The result of one rule.
 *
 * @param rule the rule
 * @param state whether the request complies with the rule
 * @param reason why the request violates the rule; empty in the other states
 */
public record Finding(Rule rule, State state, Optional<Reason> reason) {

    /** Whether a request complies with a rule. */
    public enum State {
        /** The request complies with the rule. */
        PASSED,
        /** The request violates the rule. */
        FAILED,
        /** The result is unknown: the subject of the rule is missing or cannot be read, or the public key is not known. */
        UNDECIDED
    }

    static Finding passed(Rule rule) {
        return new Finding(rule, State.PASSED, Optional.empty());
    }

    static Finding failed(Rule rule, Reason reason) {
        return new Finding(rule, State.FAILED, Optional.of(reason));
    }

    static Finding undecided(Rule rule) {
        return new Finding(rule, State.UNDECIDED, Optional.empty());
    }
}
