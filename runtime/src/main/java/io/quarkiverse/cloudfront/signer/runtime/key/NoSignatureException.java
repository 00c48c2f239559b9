package io.quarkiverse.cloudfront.signer.runtime.key;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.key.SignatureEvent.Failure;

/**
 * A remote key gave no signature, or what is none.
 */
final class NoSignatureException extends CloudFrontSignerException {

    private static final long serialVersionUID = 1L;

    private final Failure failure;

    NoSignatureException(Failure failure, String message, Throwable cause) {
        super(message, cause);
        this.failure = failure;
    }

    /**
     * The same, with the signer's name.
     *
     * @param signer as a sentence begins with it
     */
    NoSignatureException of(String signer) {
        return new NoSignatureException(failure, signer + ": " + getMessage(), getCause());
    }

    static Failure failure(Throwable thrown) {
        return thrown instanceof NoSignatureException none ? none.failure : Failure.KEY;
    }
}
