package io.quarkiverse.cloudfront.edge.verify;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.cloudfront.edge.verify.policy.Policy;
import io.quarkiverse.cloudfront.edge.verify.request.Reason;

/**
 * A request taken apart, and held against every rule.
 *
 * @param source where CloudFront's parameters came from; empty if there are none
 * @param target path and query as the viewer sent them, without CloudFront's parameters
 * @param keyPairId whose signature it is said to be, as far as it can be an ID
 * @param hashAlgorithm the value of {@code Hash-Algorithm}
 * @param claim the policy that is said to be signed, as far as it can be read
 * @param findings what came of the rules, in their order; those on start and address are left out if the policy has neither
 */
public record Examination(Optional<Verdict.Source> source, String target, Optional<String> keyPairId,
        Optional<String> hashAlgorithm, Optional<Claim> claim, List<Finding> findings) {

    public Examination {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(keyPairId, "keyPairId");
        Objects.requireNonNull(hashAlgorithm, "hashAlgorithm");
        Objects.requireNonNull(claim, "claim");
        findings = List.copyOf(findings);
    }

    /** Why the request is refused: the first rule that it does not keep. */
    public Optional<Reason> refusal() {
        return findings.stream().flatMap(finding -> finding.reason().stream()).findFirst();
    }

    /** Whether every rule is known to be kept. */
    public boolean allows() {
        return findings.stream().allMatch(finding -> finding.state() == Finding.State.PASSED);
    }

    Verdict verdict() {
        return refusal().<Verdict> map(Verdict.Refused::new).orElseGet(() -> new Verdict.Allowed(keyPairId.orElseThrow(),
                claim.orElseThrow().policy(), claim.orElseThrow().canned(), source.orElseThrow(), target));
    }

    /** The same, with something added to why it is refused. */
    Examination explained(String addition) {
        Reason first = refusal().orElseThrow();
        Reason explained = new Reason(first.kind(), first.sentence() + addition);
        return new Examination(source, target, keyPairId, hashAlgorithm, claim, findings.stream()
                .map(finding -> finding.reason().filter(first::equals).isPresent() ? Finding.failed(finding.rule(), explained)
                        : finding)
                .toList());
    }

    /**
     * A policy as a request presents it.
     *
     * @param json the text that is said to be signed
     * @param policy the same, read
     * @param canned whether it was rebuilt from the request, rather than sent along with it
     */
    public record Claim(String json, Policy policy, boolean canned) {

        public Claim {
            Objects.requireNonNull(json, "json");
            Objects.requireNonNull(policy, "policy");
        }
    }
}
