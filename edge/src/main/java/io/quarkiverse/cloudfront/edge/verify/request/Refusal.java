package io.quarkiverse.cloudfront.edge.verify.request;

/** Carries a {@link Reason} from where it is found to the verifier. Not an error: it has no stack trace. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    public Refusal(Reason.Kind kind, String sentence) {
        this(new Reason(kind, sentence));
    }

    public Refusal(Reason reason) {
        super(reason.sentence(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
