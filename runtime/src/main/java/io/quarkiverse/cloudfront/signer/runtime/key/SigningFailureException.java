package io.quarkiverse.cloudfront.signer.runtime.key;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;

/**
 * A remote key gave no signature, or what is none.
 */
public final class SigningFailureException extends CloudFrontSignerException {

    private static final long serialVersionUID = 1L;

    private final SigningFailure failure;

    SigningFailureException(SigningFailure failure, String message, Throwable cause) {
        super(message, cause);
        this.failure = failure;
    }

    /**
     * The same, with the signer's name.
     *
     * @param signer as a sentence begins with it
     */
    public SigningFailureException of(String signer) {
        return new SigningFailureException(failure, signer + ": " + getMessage(), getCause());
    }

    public static SigningFailure failure(Throwable thrown) {
        return thrown instanceof SigningFailureException none ? none.failure : SigningFailure.KEY;
    }
}
