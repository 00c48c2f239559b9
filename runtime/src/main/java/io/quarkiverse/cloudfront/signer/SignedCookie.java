package io.quarkiverse.cloudfront.signer;

import java.util.Optional;

import jakarta.ws.rs.core.NewCookie;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;

/**
 * One of the {@link SignedCookies}. Its value grants access: do not log it.
 *
 * @param name one of CloudFront's cookie names, such as {@code CloudFront-Policy}
 * @param value the value; empty in a cleared cookie
 * @param domain the parent domain that the application and the distribution share; empty to limit the cookie to the host that
 *        sets it
 * @param path the path below which browsers send the cookie
 * @param sameSite whether browsers send the cookie with requests from other sites
 * @param secure whether browsers send the cookie over HTTPS only
 * @param httpOnly whether the cookie is hidden from scripts
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-cookies.html">Use
 *      signed cookies</a>
 */
public record SignedCookie(String name, String value, Optional<String> domain, String path, SameSite sameSite,
        boolean secure, boolean httpOnly) {

    /**
     * The {@code SameSite} attribute's values.
     */
    public enum SameSite {
        /** Sent with navigations from other sites, but not with their embedded requests. */
        LAX,
        /** Sent only with requests from the same site. */
        STRICT,
        /** Sent with requests from any site. Browsers require {@code Secure} with it. */
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
     * Only the name, because the value grants access.
     */
    @Override
    public String toString() {
        return name;
    }
}
