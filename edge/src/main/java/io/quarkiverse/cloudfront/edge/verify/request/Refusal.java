package io.quarkiverse.cloudfront.edge.verify.request;

/** Passes a {@link Reason} to the verifier. It does not have a stack trace, because it is not an error. */
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
