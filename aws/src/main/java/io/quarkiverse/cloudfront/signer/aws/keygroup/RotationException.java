package io.quarkiverse.cloudfront.signer.aws.keygroup;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a step of a rotation is not carried out. The message gives the reason and the remedy. After you have applied the
 * remedy, you can call the same step again.
 */
public final class RotationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean refused;

    private RotationException(boolean refused, String message, @Nullable Exception cause) {
        super(message, cause);
        this.refused = refused;
    }

    /** Creates the exception for a step that would harm viewers. */
    static RotationException refused(String message) {
        return new RotationException(true, message, null);
    }

    /** Creates the exception for a step that fails because AWS does not have what is needed, or did not answer. */
    static RotationException unknown(String message, @Nullable Exception cause) {
        return new RotationException(false, message, cause);
    }

    static RotationException unknown(String message) {
        return unknown(message, null);
    }

    /**
     * Whether the step was refused because it would harm viewers. If not, the step could not be carried out.
     */
    public boolean isRefused() {
        return refused;
    }
}
