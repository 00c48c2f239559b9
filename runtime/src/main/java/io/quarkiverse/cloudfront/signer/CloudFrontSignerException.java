package io.quarkiverse.cloudfront.signer;

/**
 * What was asked for cannot be signed. Its message says why and what to do, and never holds a key, a signature or a signed
 * URL. In a REST method that nobody catches it in, the viewer gets status 500 with an empty body and the message is logged.
 */
public class CloudFrontSignerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CloudFrontSignerException(String message) {
        super(message);
    }

    public CloudFrontSignerException(String message, Throwable cause) {
        super(message, cause);
    }
}
