package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a key cannot be used. The message names the problem and the remedy, in words that follow a property's name. The
 * message and its causes never contain a private key.
 */
public final class UnusableKeyException extends Exception {

    private static final long serialVersionUID = 1L;

    private final @Nullable String property;

    public UnusableKeyException(String message) {
        this(message, null);
    }

    public UnusableKeyException(String message, @Nullable Throwable cause) {
        this(null, message, cause);
    }

    /**
     * @param property the property to name instead of the one that sets the key's source
     */
    public UnusableKeyException(@Nullable String property, String message, @Nullable Throwable cause) {
        super(message, CauseWithoutMessage.of(cause));
        this.property = property;
    }

    /**
     * The property, without its prefix, that the message is about; null for the one that sets the key's source.
     */
    public @Nullable String property() {
        return property;
    }

    /**
     * @param other the property that sets the key's source
     */
    public String propertyOr(String other) {
        return property == null ? other : property;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /**
     * Replaces a cause whose message can contain its input, such as a {@link java.nio.file.NoSuchFileException} with a path
     * that may be a key. Keeps the stack trace.
     */
    private static final class CauseWithoutMessage extends Exception {

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
}
