package io.quarkiverse.cloudfront.edge;

import java.util.Optional;

import io.quarkiverse.cloudfront.edge.cache.CacheResult;
import io.quarkiverse.cloudfront.edge.verify.Verdict;

/**
 * A request that an {@link Edge} has answered, or whose viewer left before the response began.
 *
 * @param method the HTTP method
 * @param target the path and query without CloudFront's parameters, preceded by the host if this is a tenant's domain. The
 *        target is safe to log, because it is printable, and shortened if it is long
 * @param status the status of the response; 0 if the viewer left before the response began, which CloudFront's logs show as 000
 * @param verdict the verifier's decision; empty if the behavior is open, or the request was rejected earlier
 * @param cacheResult where the response came from
 * @param problem what went wrong, in plain English, apart from a refusal by the verifier. For example, the method is not
 *        allowed, or the origin does not respond
 * @param user the pseudonym of the user for whom the request was signed, if the request has a genuine mark
 */
public record RequestEvent(String method, String target, int status, Optional<Verdict> verdict, CacheResult cacheResult,
        Optional<String> problem, Optional<String> user) {

    static final int NO_ANSWER = 0;

    /** Whether the viewer closed the connection, or reset the stream, before the response began. */
    public boolean abandoned() {
        return status == NO_ANSWER;
    }

    /** Whether the edge itself refused the request, because it is malformed or not correctly signed. */
    public boolean refused() {
        return problem.isPresent() && !abandoned() || verdict.filter(Verdict.Refused.class::isInstance).isPresent();
    }
}
