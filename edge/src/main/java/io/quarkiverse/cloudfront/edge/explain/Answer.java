package io.quarkiverse.cloudfront.edge.explain;

import java.util.Optional;

import io.quarkiverse.cloudfront.edge.verify.request.ErrorCode;
import io.quarkiverse.cloudfront.edge.verify.request.Reason;

/** The summary of what CloudFront does with a request. */
record Answer(Explanation.Outcome outcome, Optional<ErrorCode> code, String sentence, Optional<String> remedy) {

    static Answer allowed(String sentence) {
        return new Answer(Explanation.Outcome.ALLOWED, Optional.empty(), sentence, Optional.empty());
    }

    static Answer undecided(String sentence, String remedy) {
        return new Answer(Explanation.Outcome.UNDECIDED, Optional.empty(), sentence, Optional.of(remedy));
    }

    static Answer refused(Reason.Kind kind, String sentence, String remedy) {
        return new Answer(Explanation.Outcome.REFUSED, Optional.of(kind.code()), sentence, Optional.of(remedy));
    }

    /** @param withoutThem why CloudFront refuses the request without the cookies */
    static Answer notSent(String obstacle, Optional<Reason> withoutThem) {
        return refused(withoutThem.map(Reason::kind).orElse(Reason.Kind.UNSIGNED), obstacle,
                obstacle.contains("*") ? Remedy.COOKIE_PATH : Remedy.COOKIE_REACH);
    }
}
