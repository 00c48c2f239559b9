package io.quarkiverse.cloudfront.edge.verify;

/** Carries a {@link Reason} from where it is found to the {@link Verifier}. Not an error: it has no stack trace. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    Refusal(Reason.Kind kind, String sentence) {
        this(new Reason(kind, sentence));
    }

    Refusal(Reason reason) {
        super(reason.sentence(), null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
