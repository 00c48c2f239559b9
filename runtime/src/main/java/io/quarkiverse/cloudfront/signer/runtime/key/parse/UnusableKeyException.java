package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A key cannot be used. The message says what is wrong and how to mend it, in words that follow a property's name, and shows
 * nothing of a private key. Neither do its causes.
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
     * @param property the property to name in place of the one that says where the key is
     */
    public UnusableKeyException(@Nullable String property, String message, @Nullable Throwable cause) {
        super(message, CauseWithoutMessage.of(cause));
        this.property = property;
    }

    /**
     * The property, without its prefix, that the message is about; null for the one that says where the key is.
     */
    public @Nullable String property() {
        return property;
    }

    /**
     * @param other the property that says where the key is
     */
    public String propertyOr(String other) {
        return property == null ? other : property;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
