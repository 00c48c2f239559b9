package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import org.jspecify.annotations.Nullable;

/**
 * Replaces a cause whose message can contain its input, such as a {@link java.nio.file.NoSuchFileException} with a path that
 * may be a key. Keeps the stack trace.
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
