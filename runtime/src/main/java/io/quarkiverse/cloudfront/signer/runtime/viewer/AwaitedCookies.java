package io.quarkiverse.cloudfront.signer.runtime.viewer;

/**
 * Signed cookies that must be set on the response, but are not available yet.
 */
public final class AwaitedCookies {

    private final String method;

    /**
     * @param method the method that sets them, for messages
     */
    public AwaitedCookies(String method) {
        this.method = method;
    }

    String method() {
        return method;
    }
}
