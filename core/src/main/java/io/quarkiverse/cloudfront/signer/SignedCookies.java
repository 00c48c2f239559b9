package io.quarkiverse.cloudfront.signer;

import java.util.ArrayList;
import java.util.List;

import jakarta.ws.rs.core.NewCookie;

/**
 * The cookies that carry a signed policy: the policy (or the expiry of a canned one), the signature, the key pair ID and, with
 * SHA-256, the hash algorithm. They have no {@code Max-Age}: access expires with the policy, and browsers delete the cookies
 * when their session ends.
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
     * The cookies for {@code Response.ResponseBuilder.cookie(..)} of Jakarta REST. Requires an implementation of it, such as
     * quarkus-rest.
     */
    public NewCookie[] newCookies() {
        return cookies.stream().map(SignedCookie::newCookie).toArray(NewCookie[]::new);
    }

    /**
     * The cookies that make a browser delete these: with the same names, domain, and path, without a value, and with a
     * {@code Max-Age} of zero.
     */
    public SignedCookies cleared() {
        return new SignedCookies(cookies.stream().map(SignedCookie::cleared).toList());
    }

    /**
     * Only the names, because the values grant access.
     */
    @Override
    public String toString() {
        return "SignedCookies" + cookies;
    }
}
