package io.quarkiverse.cloudfront.signer;

import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.ws.rs.core.NewCookie;

/**
 * One of the {@link SignedCookies}. Do not log its value, because the value grants access.
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

    /** The form of a cookie's name, which is a token of RFC 9110. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    /** The characters that RFC 6265 allows in a cookie's value. */
    private static final Pattern VALUE = Pattern.compile("[!#-+\\--:<-\\[\\]-~]*");
    private static final Pattern ATTRIBUTE = Pattern.compile("[ -:<-~]+");

    /**
     * The values of the {@code SameSite} attribute.
     */
    public enum SameSite {
        /** Sent when the viewer navigates from another site, but not when another site embeds a resource. */
        LAX("Lax"),
        /** Sent only with requests from the same site. */
        STRICT("Strict"),
        /** Sent with requests from any site. Browsers then require {@code Secure}. */
        NONE("None");

        private final String text;

        SameSite(String text) {
            this.text = text;
        }
    }

    /**
     * The cookie as the value of a {@code Set-Cookie} header.
     *
     * @throws IllegalArgumentException if a part of the cookie has a character that its place in the header does not allow
     */
    public String setCookieHeader() {
        StringBuilder header = new StringBuilder(require(NAME, "name", name)).append('=')
                .append(require(VALUE, "value", value));
        if (value.isEmpty()) {
            header.append("; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
        }
        header.append("; Path=").append(require(ATTRIBUTE, "path", path));
        domain.ifPresent(host -> header.append("; Domain=").append(require(ATTRIBUTE, "domain", host)));
        if (secure) {
            header.append("; Secure");
        }
        if (httpOnly) {
            header.append("; HTTPOnly");
        }
        return header.append("; SameSite=").append(sameSite.text).toString();
    }

    /** Checks a part of the cookie. The message does not show the text, because a cookie's value grants access. */
    private static String require(Pattern allowed, String part, String text) {
        if (!allowed.matcher(text).matches()) {
            throw new IllegalArgumentException("The " + part + " of a cookie has a character that is not allowed there");
        }
        return text;
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
     * Returns only the name, because the value grants access.
     */
    @Override
    public String toString() {
        return name;
    }
}
