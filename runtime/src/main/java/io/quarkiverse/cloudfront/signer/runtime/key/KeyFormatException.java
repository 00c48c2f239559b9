package io.quarkiverse.cloudfront.signer.runtime.key;

/**
 * A private key cannot be used. The message says what is wrong and how to mend it, in words that follow a property's name, and
 * shows nothing of the key.
 */
public final class KeyFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    KeyFormatException(String message) {
        super(message);
    }

    KeyFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
