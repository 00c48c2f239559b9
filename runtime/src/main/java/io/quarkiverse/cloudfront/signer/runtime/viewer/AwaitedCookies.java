package io.quarkiverse.cloudfront.signer.runtime.viewer;

/**
 * Signed cookies that the response is to have, and does not have yet.
 */
public final class AwaitedCookies {

    private final String method;

    /**
     * @param method that sets them, for messages
     */
    public AwaitedCookies(String method) {
        this.method = method;
    }

    String method() {
        return method;
    }
}
