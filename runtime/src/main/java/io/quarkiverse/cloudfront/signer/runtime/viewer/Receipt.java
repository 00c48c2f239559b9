package io.quarkiverse.cloudfront.signer.runtime.viewer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.SignedCookie;
import io.quarkiverse.cloudfront.signer.SignedCookie.SameSite;
import io.quarkiverse.cloudfront.signer.SignedCookies;
import io.vertx.core.http.Cookie;

/**
 * What the application needs to know to take a set of signed cookies back. It travels as a cookie of its own, which a viewer
 * may forge: the worst that comes of it is that the viewer's own cookies are cleared.
 *
 * @param domain of the signed cookies, empty for the host's own
 * @param path of the signed cookies
 * @param secure whether they are for HTTPS alone: browsers let such cookies be cleared by their like only
 * @param expiry of the grant, in seconds since 1970
 * @param salt of the digests, another one in each receipt: nobody can look up whom it is about, or compare two of them
 * @param tenant a digest of the tenant that the user has logged in with, or empty
 * @param owner a digest of the user that they were set for
 */
record Receipt(String domain, String path, boolean secure, long expiry, String salt, String tenant, String owner) {

    static final String PREFIX = "q_cloudfront_";

    /** All names that a set may have, whichever it had. */
    private static final List<String> NAMES = List.of("CloudFront-Policy", "CloudFront-Expires", "CloudFront-Signature",
            "CloudFront-Key-Pair-Id", "CloudFront-Hash-Algorithm");

    /** What may stand in a header as it is; a semicolon or a line break would begin something else. */
    private static final Pattern CONTENT = Pattern
            .compile("([A-Za-z0-9.-]{0,253})\\|(/[A-Za-z0-9._~!$&'()+,=:@%/-]{0,3100})\\|(secure)?\\|([0-9]{1,12})"
                    + "\\|([A-Za-z0-9_-]{11})\\|([A-Za-z0-9_-]{11})?\\|([A-Za-z0-9_-]{11})");

    /** What browsers keep of a cookie, name and value together. */
    private static final int LONGEST_COOKIE = 4096;

    /**
     * @throws CloudFrontSignerException if the path is so long that it could not be taken back
     */
    static Receipt of(SignedCookies cookies, Instant expiry, Owner user) {
        SignedCookie cookie = cookies.cookies().get(0);
        String salt = encoded(ByteBuffer.allocate(Long.BYTES).putLong(UUID.randomUUID().getMostSignificantBits()).array());
        Receipt receipt = new Receipt(cookie.domain().orElse(""), cookie.path(), cookie.secure(), expiry.getEpochSecond(), salt,
                user.tenant().isEmpty() ? "" : digest(salt, user.tenant()), digest(salt, user.tenant(), user.user()));
        if (receipt.bytes() > LONGEST_COOKIE) {
            throw new CloudFrontSignerException("The path of the signed cookies is too long for a browser to keep; "
                    + "shorten the policy's resource");
        }
        return receipt;
    }

    /**
     * @return empty if this is no receipt
     */
    static Optional<Receipt> read(String name, String value) {
        if (!name.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            Matcher content = CONTENT.matcher(new String(Base64.getUrlDecoder().decode(value), StandardCharsets.ISO_8859_1));
            return !content.matches() ? Optional.empty()
                    : Optional.of(new Receipt(content.group(1), content.group(2), content.group(3) != null,
                            Long.parseLong(content.group(4)), content.group(5),
                            content.group(6) == null ? "" : content.group(6), content.group(7)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether the browser has place for one of both only.
     */
    boolean isReplacing(Receipt other) {
        return domain.equals(other.domain) && path.equals(other.path);
    }

    /**
     * Whether browsers would send its signed cookies along with the other's, as after a change of the domain in the
     * configuration.
     */
    boolean isRivalOf(Receipt other) {
        return path.equals(other.path) && !domain.equals(other.domain)
                && (isWithin(domain, other.domain) || isWithin(other.domain, domain));
    }

    private static boolean isWithin(String domain, String parent) {
        return domain.isEmpty() || domain.endsWith("." + parent);
    }

    /**
     * Whether it is about a user of this tenant, as far as that is known.
     */
    boolean mayBeOf(String someTenant) {
        return tenant.isEmpty() || someTenant.isEmpty() || tenant.equals(digest(salt, someTenant));
    }

    boolean isOf(Owner user) {
        return owner.equals(digest(salt, user.tenant(), user.user()));
    }

    /**
     * The length of the cookie, name and value.
     */
    int bytes() {
        return name().length() + value().length();
    }

    /**
     * It has to come back with the redirect from a provider, which is another site's doing.
     */
    String setCookieHeader(SignedCookie like) {
        SameSite sameSite = like.sameSite() == SameSite.STRICT ? SameSite.LAX : like.sameSite();
        return new SignedCookie(name(), value(), Optional.empty(), "/", sameSite, secure, true).setCookieHeader();
    }

    private String value() {
        String content = domain + "|" + path + "|" + (secure ? "secure" : "") + "|" + expiry + "|" + salt + "|" + tenant + "|"
                + owner;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content.getBytes(StandardCharsets.ISO_8859_1));
    }

    List<String> clearingHeaders() {
        List<String> headers = new ArrayList<>();
        for (String name : NAMES) {
            headers.add(clearing(name, domain, path));
        }
        headers.add(clearing(name(), "", "/"));
        return headers;
    }

    private String clearing(String name, String cookieDomain, String cookiePath) {
        Cookie cookie = Cookie.cookie(name, "").setPath(cookiePath).setMaxAge(0).setSecure(secure).setHttpOnly(true);
        return (cookieDomain.isEmpty() ? cookie : cookie.setDomain(cookieDomain)).encode();
    }

    /**
     * One for each domain and path, so that responses that cross on their way do not undo each other's.
     */
    private String name() {
        return PREFIX + digest(domain, path);
    }

    private static String digest(String... parts) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
            return encoded(Arrays.copyOf(digest, Long.BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
