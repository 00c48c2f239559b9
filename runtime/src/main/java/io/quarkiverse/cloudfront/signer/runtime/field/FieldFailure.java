package io.quarkiverse.cloudfront.signer.runtime.field;

import java.io.IOException;

/**
 * Thrown if a field could not be signed. It is a checked exception, because JSON libraries wrap unchecked ones and add the
 * value to the message.
 */
public final class FieldFailure extends IOException {

    private static final long serialVersionUID = 1L;

    public FieldFailure(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }
}
