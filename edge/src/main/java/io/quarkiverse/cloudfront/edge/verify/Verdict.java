package io.quarkiverse.cloudfront.edge.verify;

import io.quarkiverse.cloudfront.edge.verify.policy.PolicyStatement;
import io.quarkiverse.cloudfront.edge.verify.request.ErrorCode;
import io.quarkiverse.cloudfront.edge.verify.request.Reason;

/** The decision of the {@link Verifier} about one request. */
public sealed interface Verdict {

    /** The source of CloudFront's parameters. */
    enum Source {
        /** The query string. */
        URL,
        /** The {@code Cookie} header. */
        COOKIES
    }

    /**
     * The viewer gets the object.
     *
     * @param keyPairId the ID of the signing key
     * @param policy the policy that was signed
     * @param canned whether the policy was rebuilt from the request instead of being sent with it
     * @param source the source of the signature
     * @param target the path and query as the viewer sent them, without CloudFront's parameters
     */
    record Allowed(String keyPairId, PolicyStatement policy, boolean canned, Source source, String target) implements Verdict {
    }

    /**
     * The viewer does not get the object.
     *
     * @param reason the reason for the developer
     */
    record Refused(Reason reason) implements Verdict {

        /** The error code for the viewer. */
        public ErrorCode code() {
            return reason.kind().code();
        }
    }
}
