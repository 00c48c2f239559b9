package io.quarkiverse.cloudfront.edge.explain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.cloudfront.edge.verify.Finding;
import io.quarkiverse.cloudfront.edge.verify.Rule;
import io.quarkiverse.cloudfront.edge.verify.request.ErrorCode;
import io.quarkiverse.cloudfront.edge.verify.request.Reason;

/**
 * Explains how CloudFront responds to a request, why, and how to fix a problem.
 *
 * @param outcome what CloudFront does
 * @param code the error code with which CloudFront refuses the request
 * @param reason the kind of mistake for which CloudFront refuses the request
 * @param sentence the reason for the outcome, in one sentence
 * @param remedy how to fix the problem; empty if nothing is wrong, or if the remedy depends on where the user asks
 * @param parts the parts of the request
 * @param checks the result of every rule, in order of precedence
 * @param cautions properties of the grant that are allowed but risky, or that require more than the signature
 */
public record Explanation(Outcome outcome, Optional<ErrorCode> code, Optional<Reason.Kind> reason, String sentence,
        Optional<String> remedy, Parts parts, List<Check> checks, List<String> cautions) {

    /** This explanation with the remedy that fits where the user asks: on the command line, or in Dev UI. */
    public Explanation withRemedy(String other) {
        return new Explanation(outcome, code, reason, sentence, Optional.of(other), parts, checks, cautions);
    }

    /** Whether nothing is wrong, but the public key that would verify the signature is not known. */
    public boolean needsPublicKey() {
        return outcome == Outcome.UNDECIDED && has(Rule.SIGNATURE, Finding.State.UNDECIDED);
    }

    /** Whether the check of a rule has this result. */
    public boolean has(Rule rule, Finding.State state) {
        return checks.stream().anyMatch(check -> check.state() == state && check.rule().filter(rule::equals).isPresent());
    }

    /** CloudFront's decision about a request. */
    public enum Outcome {
        /** CloudFront serves the object. */
        ALLOWED,
        /** CloudFront responds with status 403. */
        REFUSED,
        /** All other checks passed, but the signature cannot be verified, because the public key is not known here. */
        UNDECIDED
    }

    /**
     * The result of one rule.
     *
     * @param rule CloudFront's rule; empty for the browsers' own rule about whether to send the cookies
     * @param name the name of the rule in plain English
     * @param state whether the request complies with the rule
     * @param sentence the reason in plain English
     */
    public record Check(Optional<Rule> rule, String name, Finding.State state, String sentence) {
    }

    /**
     * The parts of a request.
     *
     * @param url the URL without CloudFront's parameters, which is the URL to sign
     * @param signedBy where the signature is: {@code URL} or {@code COOKIES}; empty if there is none
     * @param kind {@code canned} or {@code custom}
     * @param keyPairId the key pair ID
     * @param signer the signer that is known to use this key pair ID
     * @param hashAlgorithm the value of {@code Hash-Algorithm}
     * @param policy the JSON of the policy, as sent or rebuilt
     * @param resource the resource of the policy
     * @param expires when access expires
     * @param expiry the expiry in words, relative to the time of the request
     * @param notBefore when access begins
     * @param sourceIp the viewers' address range
     */
    public record Parts(String url, Optional<String> signedBy, Optional<String> kind, Optional<String> keyPairId,
            Optional<String> signer, Optional<String> hashAlgorithm, Optional<String> policy, Optional<String> resource,
            Optional<Instant> expires, Optional<String> expiry, Optional<Instant> notBefore, Optional<String> sourceIp) {
    }
}
