package io.quarkiverse.cloudfront.edge.verify;

import java.util.Objects;

import io.quarkiverse.cloudfront.edge.verify.policy.Policy;
import io.quarkiverse.cloudfront.edge.verify.request.ErrorCode;
import io.quarkiverse.cloudfront.edge.verify.request.Reason;

/** What the {@link Verifier} decided about one request. */
public sealed interface Verdict {

    /** Where CloudFront's parameters came from. */
    enum Source {
        /** The query string. */
        URL,
        /** The {@code Cookie} header. */
        COOKIES
    }

    /**
     * The viewer may have it.
     *
     * @param keyPairId whose signature it was
     * @param policy what was signed
     * @param canned whether the policy was rebuilt from the request, rather than sent along with it
     * @param source where the signature came from
     * @param target path and query as the viewer sent them, without CloudFront's parameters
     */
    record Allowed(String keyPairId, Policy policy, boolean canned, Source source, String target) implements Verdict {

        public Allowed {
            Objects.requireNonNull(keyPairId, "keyPairId");
            Objects.requireNonNull(policy, "policy");
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(target, "target");
        }
    }

    /**
     * The viewer may not have it.
     *
     * @param code what the viewer is told
     * @param reason what the developer is told
     */
    record Refused(ErrorCode code, Reason reason) implements Verdict {

        public Refused {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(reason, "reason");
        }

        Refused(Reason reason) {
            this(reason.kind().code(), reason);
        }
    }
}
