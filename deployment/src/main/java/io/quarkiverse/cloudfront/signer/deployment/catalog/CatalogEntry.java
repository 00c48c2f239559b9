package io.quarkiverse.cloudfront.signer.deployment.catalog;

/**
 * A place where the application signs, as Dev UI shows it. Values that are not set are empty.
 *
 * @param place class and method or field, or the template
 * @param kind the kind of signed content: {@code URLs}, {@code cookies}, {@code fields}, {@code playlist},
 *        {@code static playlist}, {@code field} or {@code template}
 * @param httpMethod the HTTP method of a REST method
 * @param path the path of a REST method, with the application's root
 * @param signer the signer's name
 * @param resource the policy's resource template
 * @param expiresIn a duration or configuration expression
 * @param bindToIp whether it is bound to the viewer's address
 * @param security who may call a REST method
 */
public record CatalogEntry(String place, String kind, String httpMethod, String path, String signer,
        String resource, String expiresIn, boolean bindToIp, String security) {

    static final String COOKIES = "cookies";

    /**
     * Whether it sets cookies instead of signing URLs.
     */
    public boolean setsCookies() {
        return kind.equals(COOKIES);
    }
}
