package io.quarkiverse.cloudfront.signer;

import java.util.Optional;

import jakarta.ws.rs.core.NewCookie;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;

/**
 * One of the {@link SignedCookies}. Its value grants access: do not log it.
 *
 * @param name one of CloudFront's cookie names, such as {@code CloudFront-Policy}
 * @param value its value; empty in a cleared cookie
 * @param domain the parent domain that application and distribution share; empty to stay with the host that sets the cookie
 * @param path the path below which browsers send the cookie
 * @param sameSite whether other sites' requests carry it
 * @param secure whether it travels over HTTPS only
 * @param httpOnly whether it is hidden from scripts
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-cookies.html">Use
 *      signed cookies</a>
 */
public record SignedCookie(String name, String value, Optional<String> domain, String path, SameSite sameSite,
        boolean secure, boolean httpOnly) {

    /**
     * The {@code SameSite} attribute's values.
     */
    public enum SameSite {
        /** Sent for navigations from other sites, not for their embedded requests. */
        LAX,
        /** Sent for requests of the same site alone. */
        STRICT,
        /** Sent for any site's requests; browsers demand {@code Secure} with it. */
        NONE
    }

    /**
     * The cookie as the value of a {@code Set-Cookie} header.
     */
    public String setCookieHeader() {
        Cookie cookie = Cookie.cookie(name, value)
                .setPath(path)
                .setSecure(secure)
                .setHttpOnly(httpOnly)
                .setSameSite(CookieSameSite.valueOf(sameSite.name()));
        domain.ifPresent(cookie::setDomain);
        if (value.isEmpty()) {
            cookie.setMaxAge(0);
        }
        return cookie.encode();
    }

    NewCookie newCookie() {
        return new NewCookie.Builder(name)
                .value(value)
                .domain(domain.orElse(null))
                .path(path)
                .maxAge(value.isEmpty() ? 0 : NewCookie.DEFAULT_MAX_AGE)
                .sameSite(NewCookie.SameSite.valueOf(sameSite.name()))
                .secure(secure)
                .httpOnly(httpOnly)
                .build();
    }

    SignedCookie cleared() {
        return new SignedCookie(name, "", domain, path, sameSite, secure, httpOnly);
    }

    /**
     * The name alone: the value grants access.
     */
    @Override
    public String toString() {
        return name;
    }
}
