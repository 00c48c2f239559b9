package io.quarkiverse.cloudfront.signer;

/**
 * How a viewer is given access to what a {@link SignedResource @SignedResource} method returns.
 */
public enum Delivery {

    /**
     * The URLs in the return value are rewritten into signed URLs.
     */
    URL,

    /**
     * Signed cookies are set on the response, if it is no error, and the return value, of any type, stays as it is.
     */
    COOKIES
}
