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
     * Signed cookies are set on the response and the return value stays as it is. {@link SignedResource @SignedResource}
     * does not deliver cookies yet, so that using this fails the build; {@link SignedPolicy#cookies()} makes them.
     */
    COOKIES
}
