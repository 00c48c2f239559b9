package io.quarkiverse.cloudfront.edge.verify;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.quarkiverse.cloudfront.edge.verify.policy.PolicyStatement;
import io.quarkiverse.cloudfront.edge.verify.request.Reason;

/**
 * A request, and the result of checking it against every rule.
 *
 * @param source the source of CloudFront's parameters; empty if there are none
 * @param target the path and query as the viewer sent them, without CloudFront's parameters
 * @param keyPairId the key pair ID in the request, if it is well-formed
 * @param hashAlgorithm the value of {@code Hash-Algorithm}
 * @param claim the policy that is claimed to be signed, if it can be read
 * @param findings the results of the rules, in order. The rules for the start and the address are left out if the policy does
 *        not have these conditions
 */
public record Examination(Optional<Verdict.Source> source, String target, Optional<String> keyPairId,
        Optional<String> hashAlgorithm, Optional<Claim> claim, List<Finding> findings) {

    /** The reason for refusing the request, according to the first rule that it violates. */
    public Optional<Reason> refusal() {
        return findings.stream().flatMap(finding -> finding.reason().stream()).findFirst();
    }

    /** Whether the request is known to comply with every rule. */
    public boolean allows() {
        return findings.stream().allMatch(finding -> finding.state() == Finding.State.PASSED);
    }

    Verdict verdict() {
        return refusal().<Verdict> map(Verdict.Refused::new).orElseGet(() -> new Verdict.Allowed(keyPairId.orElseThrow(),
                claim.orElseThrow().policy(), claim.orElseThrow().canned(), source.orElseThrow(), target));
    }

    /** This examination, with a text added to the reason for the refusal. */
    Examination explained(String addition) {
        Reason first = refusal().orElseThrow();
        Reason explained = new Reason(first.kind(), first.sentence() + addition);
        return with(finding -> finding.reason().filter(first::equals).isPresent() ? Finding.failed(finding.rule(), explained)
                : finding);
    }

    /** This examination with changed findings. */
    public Examination with(UnaryOperator<Finding> change) {
        return new Examination(source, target, keyPairId, hashAlgorithm, claim, findings.stream().map(change).toList());
    }

    /**
     * A policy as a request presents it.
     *
     * @param json the text that is claimed to be signed
     * @param policy the policy in this text
     * @param canned whether it was rebuilt from the request instead of being sent with it
     */
    public record Claim(String json, PolicyStatement policy, boolean canned) {
    }
}
