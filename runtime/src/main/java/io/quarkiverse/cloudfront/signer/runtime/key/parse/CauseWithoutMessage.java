package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import org.jspecify.annotations.Nullable;

/**
 * Stands in for a cause whose message may hold what it was given: {@link java.nio.file.NoSuchFileException} holds a path that
 * may be a key. The stack trace says where it comes from.
 */
final class CauseWithoutMessage extends Exception {

    private static final long serialVersionUID = 1L;

    private CauseWithoutMessage(Throwable cause) {
        super(cause.getClass().getName(), of(cause.getCause()), false, true);
        setStackTrace(cause.getStackTrace());
    }

    static @Nullable Throwable of(@Nullable Throwable cause) {
        return cause == null || cause instanceof UnusableKeyException || cause instanceof CauseWithoutMessage ? cause
                : new CauseWithoutMessage(cause);
    }
}
