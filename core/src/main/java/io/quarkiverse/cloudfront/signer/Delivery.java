package io.quarkiverse.cloudfront.signer;

/**
 * How viewers get access to the files that a {@link SignedResource @SignedResource} method returns.
 */
public enum Delivery {

    /**
     * The URLs in the return value become signed URLs.
     *
     * @see <a href=
     *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-urls.html">Use
     *      signed URLs</a>
     */
    URL,

    /**
     * Signed cookies are set on the response unless it is an error. The return value can have any type and does not change.
     *
     * @see <a href=
     *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-cookies.html">Use
     *      signed cookies</a>
     */
    COOKIES
}
