package io.quarkiverse.cloudfront.edge;

import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.cloudfront.edge.cache.CacheResult;
import io.quarkiverse.cloudfront.edge.verify.Verdict;

/**
 * A request an {@link Edge} has answered, or whose viewer left before it could.
 *
 * @param method the HTTP method
 * @param target path and query without CloudFront's parameters, made fit for logs: printable, and cut short if long
 * @param status the status of the answer; 0 if the viewer left before the answer began, which CloudFront's logs write as 000
 * @param verdict what the verifier decided; empty if the behavior is open, or the request was turned away before
 * @param cacheResult where the answer came from
 * @param problem what was wrong, in plain English, if it was not the verifier that refused: a method that is not allowed, an
 *        origin that does not answer, a viewer that left
 */
public record RequestEvent(String method, String target, int status, Optional<Verdict> verdict, CacheResult cacheResult,
        Optional<String> problem) {

    static final int NO_ANSWER = 0;

    public RequestEvent {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(cacheResult, "cacheResult");
        Objects.requireNonNull(problem, "problem");
    }

    /** Whether the viewer closed the connection, or reset the stream, before the answer began. */
    public boolean abandoned() {
        return status == NO_ANSWER;
    }

    /** Whether the edge itself turned the request down, for want of a right signature or for its form. */
    public boolean refused() {
        return problem.isPresent() && !abandoned() || verdict.filter(Verdict.Refused.class::isInstance).isPresent();
    }
}
