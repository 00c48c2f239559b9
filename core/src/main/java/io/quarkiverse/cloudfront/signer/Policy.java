package io.quarkiverse.cloudfront.signer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * The access that a signature grants: to a resource, until an expiry, and optionally only after a certain instant or for a
 * range of IPv4 addresses. Immutable.
 * <p>
 * A <em>canned</em> policy names one exact URL and an expiry, and CloudFront rebuilds the policy from the request. A
 * <em>custom</em> policy is sent with the request and can have wildcards and further conditions.
 * {@link CloudFrontSigner#policy(String)} builds a canned policy if possible, and a custom one otherwise.
 *
 * @param resource the URL, or the URL pattern of a custom policy. It begins with {@code http://}, {@code https://}, or
 *        {@code *://}
 * @param expiresAt when access expires, no later than the year 5138; fractions of a second are cut off
 * @param notBefore the instant after which access begins; fractions of a second are cut off
 * @param ipAddress the viewers' IPv4 address range in CIDR notation
 * @param canned whether this is a canned policy
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html">Canned
 *      policies</a>
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html">Custom
 *      policies</a>
 */
public record Policy(String resource, Instant expiresAt, Optional<Instant> notBefore, Optional<String> ipAddress,
        boolean canned) {

    /**
     * The largest number with eleven digits, which stands for an instant in November 5138. A number with more digits counts
     * milliseconds or a smaller unit.
     */
    private static final long LAST_EPOCH_SECOND = 99_999_999_999L;

    /** Whether a resource can contain a character, indexed by the character's code. */
    private static final boolean[] RESOURCE_CHARACTERS = resourceCharacters();

    private static final List<String> SCHEMES = List.of("https://", "http://", "*://");

    /**
     * Checks that CloudFront can read the policy. The resource must begin with {@code http://}, {@code https://}, or
     * {@code *://}, and must contain only characters that JSON and URLs allow. The instants must be between 1970 and 5138, and
     * access must begin before it expires. The address must be an IPv4 address or CIDR. A canned policy must have only a URL
     * and an expiry, and no wildcard.
     *
     * @throws CloudFrontSignerException {@code INVALID_POLICY} if the policy does not meet one of these rules
     */
    public Policy {
        checkResource(resource);
        if (canned && resource.indexOf('*') >= 0) {
            // a custom policy has the same JSON, so the holder of the signature could use the wildcard
            throw new CloudFrontSignerException(Reason.INVALID_POLICY,
                    "A canned policy names one exact URL and does not support the wildcard *. Write %2A for a literal *, or "
                            + "use a custom policy");
        }
        expiresAt = seconds("expiry", expiresAt);
        notBefore = notBefore.map(instant -> seconds("not-before", instant));
        ipAddress = ipAddress.map(Policy::cidr);
        if (notBefore.isPresent() && !notBefore.get().isBefore(expiresAt)) {
            throw new CloudFrontSignerException(Reason.INVALID_POLICY, "The policy's not-before %s is not before its expiry %s"
                    .formatted(notBefore.get(), expiresAt));
        }
        if (canned && (notBefore.isPresent() || ipAddress.isPresent())) {
            throw new CloudFrontSignerException(Reason.INVALID_POLICY,
                    "A canned policy has only a URL and an expiry. Use a custom policy for a not-before or an IP address");
        }
    }

    /**
     * Creates a canned policy for one exact URL.
     *
     * @param expiresAt when access expires; fractions of a second are cut off
     * @throws CloudFrontSignerException {@code INVALID_POLICY} as for the constructor
     */
    public static Policy canned(String url, Instant expiresAt) {
        return new Policy(url, expiresAt, Optional.empty(), Optional.empty(), true);
    }

    /**
     * Creates a custom policy without further conditions. The wildcards {@code *} and {@code ?} in the resource take effect.
     *
     * @param expiresAt when access expires; fractions of a second are cut off
     * @throws CloudFrontSignerException {@code INVALID_POLICY} as for the constructor
     */
    public static Policy custom(String resource, Instant expiresAt) {
        return new Policy(resource, expiresAt, Optional.empty(), Optional.empty(), false);
    }

    /**
     * The JSON document that is signed. It does not contain white space, and its keys have the order that CloudFront uses when
     * it rebuilds the document.
     */
    public String json() {
        String address = ipAddress.isEmpty() ? "" : ",\"IpAddress\":{\"AWS:SourceIp\":\"" + ipAddress.get() + "\"}";
        String begin = notBefore.isEmpty() ? ""
                : ",\"DateGreaterThan\":{\"AWS:EpochTime\":" + notBefore.get().getEpochSecond() + "}";
        // allocates less than a builder
        return String.join("", "{\"Statement\":[{\"Resource\":\"", resource,
                "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":", Long.toString(expiresAt.getEpochSecond()), "}",
                address,
                begin, "}}]}");
    }

    private static boolean[] resourceCharacters() {
        boolean[] allowed = new boolean[0x7f];
        for (char c = '!'; c < allowed.length; c++) {
            allowed[c] = c != '"' && c != '\\' && c != '#';
        }
        return allowed;
    }

    private static void checkResource(String resource) {
        for (int i = 0; i < resource.length(); i++) {
            char c = resource.charAt(i);
            if (c >= RESOURCE_CHARACTERS.length || !RESOURCE_CHARACTERS[c]) {
                throw new CloudFrontSignerException(Reason.INVALID_POLICY,
                        "The policy's resource has the character U+%04X at index %s: percent-encode it".formatted((int) c, i));
            }
        }
        if (!hasSchemeAndHost(resource)) {
            throw new CloudFrontSignerException(Reason.INVALID_POLICY,
                    "The policy's resource must begin with http://, https:// or *:// and a host, "
                            + "or CloudFront would grant access to every file of every distribution that trusts the key");
        }
    }

    private static boolean hasSchemeAndHost(String resource) {
        for (String scheme : SCHEMES) {
            if (resource.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return resource.length() > scheme.length() && "/?".indexOf(resource.charAt(scheme.length())) < 0;
            }
        }
        return false;
    }

    private static Instant seconds(String what, Instant instant) {
        long second = instant.getEpochSecond();
        if (second <= 0 || second > LAST_EPOCH_SECOND) {
            throw new CloudFrontSignerException(Reason.INVALID_POLICY,
                    ("The policy's %s %s is not between 1970 and 5138-11-16T09:46:39Z. Check whether it was made from "
                            + "milliseconds instead of seconds, or use a shorter lifetime").formatted(what, instant));
        }
        return instant.getNano() == 0 ? instant : Instant.ofEpochSecond(second);
    }

    private static String cidr(String address) {
        String cidr = address.indexOf('/') < 0 ? address + "/32" : address;
        if (!isCidr(cidr)) {
            throw new CloudFrontSignerException(Reason.INVALID_POLICY,
                    "A policy's IP address must be one IPv4 address or CIDR such as 203.0.113.0/24. CloudFront's policies do "
                            + "not support " + (address.indexOf(':') >= 0 ? "IPv6" : "other forms"));
        }
        return cidr;
    }

    private static boolean isCidr(String text) {
        int from = 0;
        for (int octet = 0; octet < 4; octet++) {
            int end = text.indexOf(octet < 3 ? '.' : '/', from);
            if (!isNumber(text, from, end, 255)) {
                return false;
            }
            from = end + 1;
        }
        return isNumber(text, from, text.length(), 32);
    }

    /**
     * Whether a part of the text is a number up to the given maximum. Leading zeros are not allowed, because some parsers read
     * such numbers as octal.
     */
    private static boolean isNumber(String text, int from, int to, int most) {
        int digits = to - from;
        if (digits < 1 || digits > 3 || digits > 1 && text.charAt(from) == '0') {
            return false;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            number = number * 10 + digit;
        }
        return number <= most;
    }

    /**
     * Builds a policy; see {@link CloudFrontSigner#policy(String)}. Not thread-safe.
     */
    public interface Builder {

        /**
         * Sets how long access lasts from now, instead of the signer's {@code expires-in}. If the signer has an
         * {@code expiry-window}, the expiry is rounded up to a multiple of this window.
         *
         * @throws CloudFrontSignerException {@code INVALID_POLICY} if the duration is shorter than one second
         */
        Builder expiresIn(Duration lifetime);

        /**
         * Sets the instant at which access expires. Fractions of a second are cut off.
         */
        Builder expiresAt(Instant instant);

        /**
         * Sets the instant after which access begins. Fractions of a second are cut off.
         */
        Builder notBefore(Instant begin);

        /**
         * Limits access to viewers with this IPv4 address or in this IPv4 CIDR range.
         */
        Builder ipAddress(String addressOrCidr);

        /**
         * @return a canned policy if the resource does not contain a wildcard and no further condition is set; otherwise a
         *         custom one
         * @throws CloudFrontSignerException {@code INVALID_POLICY} as for the constructor of {@link Policy}
         */
        Policy build();
    }
}
