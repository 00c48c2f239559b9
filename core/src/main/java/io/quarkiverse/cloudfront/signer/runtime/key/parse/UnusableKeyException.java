package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a key cannot be used. The message describes the problem and the remedy, in words that follow a property's name. The
 * exception and its causes never contain a private key.
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
     * @param property the property that the message is about, without its prefix; null for the property that sets the key's
     *        source
     */
    public UnusableKeyException(@Nullable String property, String message, @Nullable Throwable cause) {
        super(message, CauseWithoutMessage.of(cause));
        this.property = property;
    }

    /**
     * The property that the message is about, without its prefix; null for the property that sets the key's source.
     */
    public @Nullable String property() {
        return property;
    }

    /**
     * The property that the message is about.
     *
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
     * Replaces a cause whose message can contain secret input, such as a {@link java.nio.file.NoSuchFileException} for a path
     * that is really a key. The stack trace stays the same.
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
