package io.quarkiverse.cloudfront.signer;

/**
 * The signed cookies that the current viewer's browser got from methods with
 * {@link SignedResource @SignedResource(delivery = COOKIES)}. A bean for the current HTTP request.
 * <p>
 * When a session of quarkus-oidc ends or another one begins, they are cleared without further ado. With any other way to log
 * out, the application calls {@link #clearCookies()} as it does so.
 */
public interface Grants {

    /**
     * Makes the browser forget all of them: the response of the current request clears each with the domain and the path it
     * was set with, whatever its status.
     *
     * @throws CloudFrontSignerException if there is no current HTTP request
     */
    void clearCookies();
}
