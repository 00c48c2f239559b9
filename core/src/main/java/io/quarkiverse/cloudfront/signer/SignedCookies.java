package io.quarkiverse.cloudfront.signer;

import java.util.ArrayList;
import java.util.List;

import jakarta.ws.rs.core.NewCookie;

/**
 * The cookies that contain a signed policy: the policy (or only the expiry if the policy is canned), the signature, the key
 * pair ID, and, with SHA-256, the hash algorithm. The cookies have no {@code Max-Age}, because access expires with the policy.
 * Browsers delete them at the end of the browser session.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-cookies.html">Use
 *      signed cookies</a>
 */
public final class SignedCookies {

    private final List<SignedCookie> cookies;

    public SignedCookies(List<SignedCookie> cookies) {
        this.cookies = List.copyOf(cookies);
    }

    public List<SignedCookie> cookies() {
        return cookies;
    }

    /**
     * The cookies as values of {@code Set-Cookie} headers.
     */
    public List<String> setCookieHeaders() {
        List<String> headers = new ArrayList<>(cookies.size());
        for (SignedCookie cookie : cookies) {
            headers.add(cookie.setCookieHeader());
        }
        return headers;
    }

    /**
     * The cookies for {@code Response.ResponseBuilder.cookie(..)} of Jakarta REST. This requires an implementation of Jakarta
     * REST, such as quarkus-rest.
     */
    public NewCookie[] newCookies() {
        return cookies.stream().map(SignedCookie::newCookie).toArray(NewCookie[]::new);
    }

    /**
     * The cookies that make a browser delete these cookies. They have the same names, domain, and path, no value, and a
     * {@code Max-Age} of zero.
     */
    public SignedCookies cleared() {
        return new SignedCookies(cookies.stream().map(SignedCookie::cleared).toList());
    }

    /**
     * Returns only the names, because the values grant access.
     */
    @Override
    public String toString() {
        return "SignedCookies" + cookies;
    }
}
