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
record CookieReceipt(String domain, String path, boolean secure, long expiry, String salt, String tenant, String owner) {

    static final String PREFIX = "q_cloudfront_";

    /** All names that a set may have, whichever it had. */
    private static final List<String> NAMES = List.of("CloudFront-Policy", "CloudFront-Expires", "CloudFront-Signature",
            "CloudFront-Key-Pair-Id", "CloudFront-Hash-Algorithm");

    /** What may stand in a header as it is; a semicolon or a line break would begin something else. */
    private static final Pattern CONTENT = Pattern
            .compile("([A-Za-z0-9.-]{0,253})\\|(/[A-Za-z0-9._~!$&'()+,=:@%/-]{0,1600})\\|(secure)?\\|([0-9]{1,12})"
                    + "\\|([A-Za-z0-9_-]{11})\\|([A-Za-z0-9_-]{11})?\\|([A-Za-z0-9_-]{11})");

    /**
     * Of the headers that take back all of a viewer's grants. Proxies in front of the application answer 502 to a response with
     * more than about 8 kB of headers, and then the logout itself would fail.
     */
    static final int MOST_CLEARING_BYTES = 8192;

    /** No receipt with a path that can be taken back is as long. */
    private static final int LONGEST_VALUE = 3072;

    private static final Pattern NAME = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{0,64}");

    private static final int HEADER_OVERHEAD = "set-cookie: \r\n".length();

    /**
     * @throws CloudFrontSignerException if the path is so long that it could not be taken back
     */
    static CookieReceipt of(SignedCookies cookies, Instant expiry, CookieOwner user) {
        SignedCookie cookie = cookies.cookies().get(0);
        String salt = encoded(ByteBuffer.allocate(Long.BYTES).putLong(UUID.randomUUID().getMostSignificantBits()).array());
        CookieReceipt receipt = new CookieReceipt(cookie.domain().orElse(""), cookie.path(), cookie.secure(),
                expiry.getEpochSecond(), salt,
                user.tenant().isEmpty() ? "" : digest(salt, user.tenant()), digest(salt, user.tenant(), user.user()));
        if (receipt.clearingBytes() > MOST_CLEARING_BYTES) {
            throw new CloudFrontSignerException(Reason.COOKIES_NOT_SETTABLE,
                    "The path of the signed cookies is too long: clearing them would need more "
                            + "than " + MOST_CLEARING_BYTES + " bytes of response headers. Shorten the policy's resource");
        }
        return receipt;
    }

    /**
     * @return empty if this is not a receipt, or not under the name that belongs to its content
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
                            Long.parseLong(content.group(4)), content.group(5),
                            content.group(6) == null ? "" : content.group(6), content.group(7)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether the browser has place for one of both only.
     */
    boolean isReplacing(CookieReceipt other) {
        return domain.equals(other.domain) && path.equals(other.path);
    }

    /**
     * Whether browsers would send its signed cookies along with the other's, as after a change of the domain in the
     * configuration.
     */
    boolean isRivalOf(CookieReceipt other) {
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

    boolean isOf(CookieOwner user) {
        return owner.equals(digest(salt, user.tenant(), user.user()));
    }

    /**
     * The length of the headers that take its cookies back.
     */
    int clearingBytes() {
        return bytes(clearingHeaders());
    }

    static int bytes(List<String> setCookieHeaders) {
        return setCookieHeaders.stream().mapToInt(header -> header.length() + HEADER_OVERHEAD).sum();
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
            headers.add(clearing(name, domain, path, secure));
        }
        headers.add(clearing(name(), "", "/", secure));
        return headers;
    }

    /**
     * Clears a cookie that looks like a receipt and is not one that this application has set.
     *
     * @return empty if it cannot be named in a header
     */
    static Optional<String> clearingHeader(String foreignName) {
        return NAME.matcher(foreignName).matches() ? Optional.of(clearing(foreignName, "", "/", true)) : Optional.empty();
    }

    /**
     * With {@code SameSite=None}, whichever the cookie was set with: browsers ignore any other in the response to a request
     * from another site's page, and would keep the cookie. They accept it with {@code Secure} only; cookies without cannot be
     * set from such a page either.
     */
    private static String clearing(String name, String domain, String path, boolean secure) {
        return name + "=; Max-Age=0; Path=" + path + (domain.isEmpty() ? "" : "; Domain=" + domain)
                + (secure ? "; Secure; HTTPOnly; SameSite=None" : "; HTTPOnly; SameSite=Lax");
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
