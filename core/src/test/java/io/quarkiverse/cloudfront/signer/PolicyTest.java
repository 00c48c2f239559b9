package io.quarkiverse.cloudfront.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

class PolicyTest {

    private static final String URL = "https://d111111abcdef8.cloudfront.net/a.jpg";
    private static final Instant END = Instant.ofEpochSecond(1767290400);

    @Test
    void cannedPolicy_hasTheBytesThatCloudFrontRebuilds() {
        assertThat(Policy.canned(URL + "?size=large&x", END).json()).isEqualTo("{\"Statement\":[{\"Resource\":"
                + "\"https://d111111abcdef8.cloudfront.net/a.jpg?size=large&x\",\"Condition\":{\"DateLessThan\":"
                + "{\"AWS:EpochTime\":1767290400}}}]}");
    }

    @Test
    void customPolicy_hasItsConditionsInAFixedOrder() {
        Policy policy = new Policy("*://*/albums/?/*", END, Optional.of(Instant.ofEpochSecond(1767286800)),
                Optional.of("203.0.113.0/24"), false);

        assertThat(policy.json()).isEqualTo("{\"Statement\":[{\"Resource\":\"*://*/albums/?/*\",\"Condition\":{"
                + "\"DateLessThan\":{\"AWS:EpochTime\":1767290400},"
                + "\"IpAddress\":{\"AWS:SourceIp\":\"203.0.113.0/24\"},"
                + "\"DateGreaterThan\":{\"AWS:EpochTime\":1767286800}}}]}");
    }

    @Test
    void unsetConditions_areOmitted() {
        assertThat(new Policy(URL, END, Optional.of(Instant.ofEpochSecond(1)), Optional.empty(), false).json())
                .endsWith("{\"DateLessThan\":{\"AWS:EpochTime\":1767290400},\"DateGreaterThan\":{\"AWS:EpochTime\":1}}}]}");
        assertThat(new Policy(URL, END, Optional.empty(), Optional.of("203.0.113.7"), false).json())
                .endsWith("{\"DateLessThan\":{\"AWS:EpochTime\":1767290400},"
                        + "\"IpAddress\":{\"AWS:SourceIp\":\"203.0.113.7/32\"}}}]}");
    }

    /**
     * Anyone who has a canned signature can present its JSON as a custom policy, in which a wildcard counts.
     */
    @ParameterizedTest
    @ValueSource(strings = { "https://example.com/*", "https://example.com/a?x=*", "https://*.example.com/a",
            "*://example.com/a" })
    void cannedPolicy_withWildcard_isRejected(String resource) {
        assertThatThrownBy(() -> Policy.canned(resource, END)).hasFieldOrPropertyWithValue("reason", Reason.INVALID_POLICY)
                .hasMessage("A canned policy names one exact URL and does not support the wildcard *. Write %2A for a "
                        + "literal *, or use a custom policy");
        assertThat(Policy.custom(resource, END).resource()).isEqualTo(resource);
    }

    @Test
    void cannedPolicy_withFurtherConditions_isRejected() {
        assertThatThrownBy(() -> new Policy(URL, END, Optional.of(END.minusSeconds(9)), Optional.empty(), true))
                .hasFieldOrPropertyWithValue("reason", Reason.INVALID_POLICY).hasMessage(
                        "A canned policy has only a URL and an expiry. Use a custom policy for a not-before or an IP address");
        assertThatThrownBy(() -> new Policy(URL, END, Optional.empty(), Optional.of("203.0.113.7"), true))
                .hasFieldOrPropertyWithValue("reason", Reason.INVALID_POLICY)
                .hasMessageStartingWith("A canned policy has only a URL");
    }

    @ParameterizedTest
    @ValueSource(longs = { 1, 1767290400, 2147483647, 2147483648L, 99_999_999_999L })
    void expiryUntilTheYear5138_isAccepted(long second) {
        assertThat(Policy.canned(URL, Instant.ofEpochSecond(second, 999_999_999)).json())
                .contains("{\"AWS:EpochTime\":" + second + "}");
        assertThat(Policy.canned(URL, Instant.ofEpochSecond(second, 999_999_999)).expiresAt())
                .isEqualTo(Instant.ofEpochSecond(second));
    }

    @ParameterizedTest
    @ValueSource(longs = { Long.MIN_VALUE, -1, 0, 100_000_000_000L, 1767290400000L, Long.MAX_VALUE })
    void expiryBefore1970OrInMilliseconds_isRejected(long second) {
        Instant instant = second < Instant.MIN.getEpochSecond() ? Instant.MIN
                : second > Instant.MAX.getEpochSecond() ? Instant.MAX : Instant.ofEpochSecond(second);

        assertThatThrownBy(() -> Policy.canned(URL, instant)).hasFieldOrPropertyWithValue("reason", Reason.INVALID_POLICY)
                .hasMessage("The policy's expiry " + instant + " is not between 1970 and 5138-11-16T09:46:39Z. Check "
                        + "whether it was made from milliseconds instead of seconds, or use a shorter lifetime");
        assertThatThrownBy(() -> new Policy(URL, END, Optional.of(instant), Optional.empty(), false))
                .hasFieldOrPropertyWithValue("reason", Reason.INVALID_POLICY)
                .hasMessageStartingWith("The policy's not-before " + instant);
    }

    @Test
    void notBeforeAfterExpiry_isRejected() {
        assertThatThrownBy(() -> new Policy(URL, END, Optional.of(END.plusMillis(1)), Optional.empty(), false))
                .hasFieldOrPropertyWithValue("reason", Reason.INVALID_POLICY).hasMessage(
                        "The policy's not-before 2026-01-01T18:00:00Z is not before its expiry 2026-01-01T18:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({ "203.0.113.7,203.0.113.7/32", "203.0.113.0/24,203.0.113.0/24", "0.0.0.0/0,0.0.0.0/0",
            "255.255.255.255/32,255.255.255.255/32", "1.2.3.4/9,1.2.3.4/9" })
    void ipv4AddressesAndRanges_areWrittenAsCidr(String given, String written) {
        assertThat(new Policy(URL, END, Optional.empty(), Optional.of(given), false).ipAddress()).contains(written);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "/", "/24", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4/33", "1.2.3.4/-1",
            "1.2.3.4/",
            "1.2.3.4/024", "1.2.3.4/08", "1.2.3.4/24/24", " 1.2.3.4", "1.2.3.4\n", "1.2.3.4/32\n", "localhost", "*", "1.2.3.*",
            "1.2.3.4,5.6.7.8", "1.2.3.a", "1.2.3.:", "a.2.3.4", "1.2.3./", "1.2.3.4/a", "1.2.3.4/:", "4294967297.2.3.4",
            "\u0661.2.3.4",
            "1.2.3.4/\u0662",
            "1.2.3.4\"}},\"x\":{\"y\":{\"z\":\"", "1.2.3.4\"},\"DateGreaterThan\":{\"AWS:EpochTime\":1},\"a\":{\"b\":\"c" })
    void otherIpAddress_isRejected(String address) {
        assertThatThrownBy(() -> new Policy(URL, END, Optional.empty(), Optional.of(address), false))
                .hasFieldOrPropertyWithValue("reason", Reason.INVALID_POLICY)
                .hasMessage("A policy's IP address must be one IPv4 address or CIDR such as 203.0.113.0/24. CloudFront's "
                        + "policies do not support " + (address.contains(":") ? "IPv6" : "other forms"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "::1", "2001:db8::/32", "::ffff:203.0.113.7", "[2001:db8::7]" })
    void ipv6Address_isRejectedByName(String address) {
        assertThatThrownBy(() -> new Policy(URL, END, Optional.empty(), Optional.of(address), false))
                .hasFieldOrPropertyWithValue("reason", Reason.INVALID_POLICY)
                .hasMessageEndingWith("CloudFront's policies do not support IPv6");
    }

    @ParameterizedTest
    @ValueSource(chars = { '"', '\\', '\n', '\r', '\t', '\0', ' ', '#', '\u007f', '\u0080', '\u00e9', '\u2028', '\ud83d' })
    void charactersThatCouldEscapeTheJsonString_areRejected(char c) {
        for (String resource : new String[] { c + URL, URL + c, "https://example.com/a" + c + "b?x" }) {
            String message = "The policy's resource has the character U+%04X at index %s: percent-encode it"
                    .formatted((int) c, resource.indexOf(c));
            assertThatThrownBy(() -> Policy.canned(resource, END)).hasFieldOrPropertyWithValue("reason", Reason.INVALID_POLICY)
                    .hasMessage(message);
            assertThatThrownBy(() -> Policy.custom(resource, END)).hasFieldOrPropertyWithValue("reason", Reason.INVALID_POLICY)
                    .hasMessage(message);
        }
    }

    @Test
    void injectedStatement_isRejected() {
        assertThatThrownBy(() -> Policy.custom("https://example.com/a\"},{\"Resource\":\"*", END))
                .hasFieldOrPropertyWithValue("reason", Reason.INVALID_POLICY)
                .hasMessage("The policy's resource has the character U+0022 at index 21: percent-encode it");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "*", "/a", "example.com/a", "//example.com/a", "https://", "https:///a", "https://?a",
            "http:/a",
            "ftp://example.com/a", "http*://example.com/a", "xhttps://example.com/a", "**://example.com/a" })
    void resourceWithoutSchemeAndHost_isRejected(String resource) {
        assertThatThrownBy(() -> Policy.custom(resource, END)).hasFieldOrPropertyWithValue("reason", Reason.INVALID_POLICY)
                .hasMessage("The policy's resource must begin with http://, https:// or *:// and a host, "
                        + "or CloudFront would grant access to every file of every distribution that trusts the key");
    }
}
