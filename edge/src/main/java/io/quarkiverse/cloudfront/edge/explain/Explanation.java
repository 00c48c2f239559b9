package io.quarkiverse.cloudfront.edge.explain;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.cloudfront.edge.verify.Finding;
import io.quarkiverse.cloudfront.edge.verify.request.ErrorCode;

/**
 * What CloudFront does with a request, why, and what to do about it.
 *
 * @param outcome what it does
 * @param code the error code it answers with, if it refuses
 * @param sentence why, in one sentence
 * @param remedy what to do; empty if nothing is wrong
 * @param parts the request taken apart
 * @param checks every rule, in the order in which they count
 * @param cautions what is allowed, and yet should not be so, or needs more than the signature
 */
public record Explanation(Outcome outcome, Optional<ErrorCode> code, String sentence, Optional<String> remedy, Parts parts,
        List<Check> checks, List<String> cautions) {

    public Explanation {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(sentence, "sentence");
        Objects.requireNonNull(remedy, "remedy");
        Objects.requireNonNull(parts, "parts");
        checks = List.copyOf(checks);
        cautions = List.copyOf(cautions);
    }

    /** What CloudFront does with a request. */
    public enum Outcome {
        /** It serves the object. */
        ALLOWED,
        /** It answers with status 403. */
        REFUSED,
        /** Nothing speaks against it, but the public key is not known, so that nobody here can verify the signature. */
        UNDECIDED
    }

    /**
     * One rule.
     *
     * @param name what it is about
     * @param state whether the request keeps it
     * @param sentence why, or what makes it so
     */
    public record Check(String name, Finding.State state, String sentence) {
    }

    /**
     * A request taken apart.
     *
     * @param url the URL without CloudFront's parameters: what has to be signed
     * @param signedBy where the signature is: {@code URL} or {@code COOKIES}; empty if there is none
     * @param kind {@code canned} or {@code custom}
     * @param keyPairId the key pair ID
     * @param signer who is known to sign with it
     * @param hashAlgorithm the hash marker
     * @param policy the JSON of the policy, sent or rebuilt
     * @param resource what the policy is for
     * @param expires when it ends
     * @param expiry the same in words, as seen at the time of the question
     * @param notBefore when it begins
     * @param sourceIp whom it is for
     */
    public record Parts(String url, Optional<String> signedBy, Optional<String> kind, Optional<String> keyPairId,
            Optional<String> signer, Optional<String> hashAlgorithm, Optional<String> policy, Optional<String> resource,
            Optional<Instant> expires, Optional<String> expiry, Optional<Instant> notBefore, Optional<String> sourceIp) {
    }
}
