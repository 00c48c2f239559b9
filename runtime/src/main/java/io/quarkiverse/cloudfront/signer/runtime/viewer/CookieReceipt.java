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
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.SignedCookie;
import io.quarkiverse.cloudfront.signer.SignedCookie.SameSite;
import io.quarkiverse.cloudfront.signer.SignedCookies;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSource;

/**
 * The data that the application needs to clear a set of signed cookies. It is stored in a separate cookie. If a viewer forges
 * it, at worst the viewer's own cookies are cleared.
 *
 * @param domain the domain of the signed cookies; empty for the host's own
 * @param path the path of the signed cookies
 * @param secure whether the signed cookies are only sent over HTTPS; browsers only let secure cookies clear them
 * @param marked whether there is also a cookie with a mark
 * @param expiry the expiry of the grant, in seconds since 1970
 * @param salt the salt of the digests, which is different in each receipt, so that receipts do not identify users and cannot be
 *        compared
 * @param tenant a digest of the tenant with which the user has logged in, or empty
 * @param owner a digest of the user for whom the signed cookies were set
 */
record CookieReceipt(String domain, String path, boolean secure, boolean marked, long expiry, String salt, String tenant,
        String owner) {

    static final String PREFIX = "q_cloudfront_";

    /** All names that a set of cookies can have. */
    private static final List<String> NAMES = List.of("CloudFront-Policy", "CloudFront-Expires", "CloudFront-Signature",
            "CloudFront-Key-Pair-Id", "CloudFront-Hash-Algorithm");

    /** The characters that are allowed in a header. A semicolon or a line break would start another attribute or header. */
    private static final Pattern CONTENT = Pattern
            .compile("([A-Za-z0-9.-]{0,253})\\|(/[A-Za-z0-9._~!$&'()+,=:@%/-]{0,1600})\\|(secure)?(,mark)?\\|([0-9]{1,12})"
                    + "\\|([A-Za-z0-9_-]{11})\\|([A-Za-z0-9_-]{11})?\\|([A-Za-z0-9_-]{11})");

    /**
     * The limit for the headers that clear all of a viewer's grants. Proxies replace a response with more than about 8 kB of
     * headers with a 502, so the logout itself would fail. One kilobyte is left for other headers.
     */
    static final int MOST_CLEARING_BYTES = 7168;

    /** Longer than any receipt with a path that can be cleared. */
    private static final int LONGEST_VALUE = 3072;

    private static final Pattern NAME = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{0,64}");

    private static final int HEADER_OVERHEAD = "set-cookie: \r\n".length();

    /**
     * @throws CloudFrontSignerException if the path is too long to clear the cookies
     */
    static CookieReceipt of(SignedCookies cookies, Instant expiry, CookieOwner user) {
        SignedCookie cookie = cookies.cookies().get(0);
        String salt = encoded(ByteBuffer.allocate(Long.BYTES).putLong(UUID.randomUUID().getMostSignificantBits()).array());
        CookieReceipt receipt = new CookieReceipt(cookie.domain().orElse(""), cookie.path(), cookie.secure(),
                cookies.cookies().stream().anyMatch(each -> each.name().equals(MarkSource.COOKIE)),
                expiry.getEpochSecond(), salt,
                user.tenant().isEmpty() ? "" : digest(salt, user.tenant()), digest(salt, user.tenant(), user.user()));
        if (receipt.clearingBytes() > MOST_CLEARING_BYTES) {
            throw new CloudFrontSignerException(Reason.COOKIES_NOT_SETTABLE,
                    "The path of the signed cookies is too long: clearing them would require more than "
                            + "" + MOST_CLEARING_BYTES + " bytes of response headers. Shorten the policy's resource");
        }
        return receipt;
    }

    /**
     * Whether a cookie with this name is a receipt for signed cookies.
     */
    static boolean isName(String cookieName) {
        return cookieName.startsWith(PREFIX) && !cookieName.equals(MarkSource.COOKIE);
    }

    /**
     * @return empty if this is not a receipt, or if its name does not match its content
     */
    static Optional<CookieReceipt> read(String name, String value) {
        return NAME.matcher(name).matches() && value.length() <= LONGEST_VALUE
                ? parse(value).filter(receipt -> receipt.name().equals(name))
                : Optional.empty();
    }

    private static Optional<CookieReceipt> parse(String value) {
        try {
            Matcher content = CONTENT.matcher(new String(Base64.getUrlDecoder().decode(value), StandardCharsets.ISO_8859_1));
            return !content.matches() ? Optional.empty()
                    : Optional.of(new CookieReceipt(content.group(1), content.group(2), content.group(3) != null,
                            content.group(4) != null, Long.parseLong(content.group(5)), content.group(6),
                            content.group(7) == null ? "" : content.group(7), content.group(8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether the cookies of this receipt replace the cookies of the other one in the browser.
     */
    boolean isReplacing(CookieReceipt other) {
        return domain.equals(other.domain) && path.equals(other.path);
    }

    /**
     * Whether this receipt is for cookies with the domain and path of this cookie.
     */
    boolean isFor(SignedCookie cookie) {
        return domain.equals(cookie.domain().orElse("")) && path.equals(cookie.path());
    }

    Instant expiresAt() {
        return Instant.ofEpochSecond(expiry);
    }

    /**
     * Whether browsers would send the signed cookies of both receipts together, for example after the configured domain has
     * changed.
     */
    boolean isRivalOf(CookieReceipt other) {
        return path.equals(other.path) && !domain.equals(other.domain)
                && (isWithin(domain, other.domain) || isWithin(other.domain, domain));
    }

    private static boolean isWithin(String domain, String parent) {
        return domain.isEmpty() || domain.endsWith("." + parent);
    }

    /**
     * Whether this receipt may belong to a user of this tenant.
     */
    boolean mayBeOf(String someTenant) {
        return tenant.isEmpty() || someTenant.isEmpty() || tenant.equals(digest(salt, someTenant));
    }

    boolean isOf(CookieOwner user) {
        return owner.equals(digest(salt, user.tenant(), user.user()));
    }

    /**
     * The length of the headers that clear the cookies of this receipt.
     */
    int clearingBytes() {
        return bytes(clearingHeaders());
    }

    static int bytes(List<String> setCookieHeaders) {
        return setCookieHeaders.stream().mapToInt(header -> header.length() + HEADER_OVERHEAD).sum();
    }

    /**
     * The header that stores this receipt. It is never {@code SameSite=Strict}, because the browser must send the receipt with
     * the redirect from a provider, which is another site.
     */
    String setCookieHeader(SignedCookie like) {
        SameSite sameSite = like.sameSite() == SameSite.STRICT ? SameSite.LAX : like.sameSite();
        return new SignedCookie(name(), value(), Optional.empty(), "/", sameSite, secure, true).setCookieHeader();
    }

    private String value() {
        String content = domain + "|" + path + "|" + (secure ? "secure" : "") + (marked ? ",mark" : "") + "|" + expiry + "|"
                + salt + "|" + tenant + "|" + owner;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content.getBytes(StandardCharsets.ISO_8859_1));
    }

    List<String> clearingHeaders() {
        List<String> headers = new ArrayList<>();
        for (String name : NAMES) {
            headers.add(clearing(name, domain, path, secure));
        }
        if (marked) {
            headers.add(clearing(MarkSource.COOKIE, domain, path, secure));
        }
        headers.add(clearing(name(), "", "/", secure));
        return headers;
    }

    /**
     * The header that clears a cookie that looks like a receipt, but was not set by this application.
     *
     * @return empty if the cookie's name is not allowed in a header
     */
    static Optional<String> clearingHeader(String foreignName) {
        return NAME.matcher(foreignName).matches() ? Optional.of(clearing(foreignName, "", "/", true)) : Optional.empty();
    }

    /**
     * Clears secure cookies with {@code SameSite=None}, regardless of the value with which they were set. In the response to a
     * request from another site's page, browsers ignore all other values, and would keep the cookie. They accept {@code None}
     * only with {@code Secure}. Cookies without {@code Secure} cannot be set from such a page either.
     */
    private static String clearing(String name, String domain, String path, boolean secure) {
        return name + "=; Max-Age=0; Path=" + path + (domain.isEmpty() ? "" : "; Domain=" + domain)
                + (secure ? "; Secure; HTTPOnly; SameSite=None" : "; HTTPOnly; SameSite=Lax");
    }

    /**
     * The name of the receipt's cookie. It is different for each domain and path, so that concurrent responses do not overwrite
     * each other's receipts.
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
