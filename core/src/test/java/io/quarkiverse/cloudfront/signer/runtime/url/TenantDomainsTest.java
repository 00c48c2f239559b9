package io.quarkiverse.cloudfront.signer.runtime.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

class TenantDomainsTest {

    private static UrlGuard parse(String url) {
        return DistributionUrl.guard(url, Set.of(), false);
    }

    private final UrlGuard guard = parse("https://{claim.tenant}.media.example.com");

    @ParameterizedTest
    @CsvSource({ "https://{claim.tenant}.media.example.com, claim.tenant, https://acme.media.example.com",
            "' https://{principal}.Example.COM/ ', principal, https://acme.example.com",
            "HTTP://{claim.a/b}.localhost:8180, claim.a/b, http://acme.localhost:8180" })
    void placeholder_isTheFirstLabel(String url, String placeholder, String base) {
        assertThat(parse(url).tenantPlaceholder()).isEqualTo(placeholder);
        assertThat(parse(url).forTenant("acme").base()).isEqualTo(base);
        assertThat(parse(url).forTenant("acme").url("/a.jpg")).isEqualTo(base + "/a.jpg");
        assertThat(parse(url).forTenant("acme").tenantPlaceholder()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://media.{claim.tenant}.example.com", "https://{claim.tenant}media.example.com",
            "https://x{claim.tenant}.example.com", "https://{a}.{b}.example.com", "https://{a}", "https://{a}/x.y",
            "https://{.example.com", "https://a}.example.com", "https://{}.example.com", "https://example.com/{a}",
            "https://u@{a}.example.com", "https://{a}.example.com/{b}", "{a}.example.com", "//{a}.example.com" })
    void placeholderElsewhere_isRefused(String url) {
        assertThatThrownBy(() -> parse(url)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must have at most one placeholder, which must be the whole first label");
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://{a}.com", "https://{a}.cloudfront.net", "https://{a}.CloudFront.net/",
            "https://{a}.com:8443",
            "https://{a}.localhost.", "https://{a}." })
    void domainOfOthers_isRefused(String url) {
        assertThatThrownBy(() -> parse(url)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://{a}.example.com:443", "ftp://{a}.example.com", "https://{a}.example.com/x",
            "https://{a}.example.com?x", "https://{a}.*.com", "https://{a}.example.com:x" })
    void restOfTheUrl_isCheckedAsOfOtherUrls(String url) {
        assertThatThrownBy(() -> parse(url)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void furtherHosts_areRefused() {
        assertThatThrownBy(() -> DistributionUrl.guard("https://{a}.example.com", Set.of("cdn.example.com"), false))
                .hasMessageStartingWith("has a domain for each tenant, so allowed-hosts is not supported");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a", "7", "acme", "acme-2", "a--b", "ab-c",
            "123456789012345678901234567890123456789012345678901234567890123" })
    void label_isNotChanged(String label) {
        assertThat(guard.forTenant(label).base()).isEqualTo("https://" + label + ".media.example.com");
    }

    @ParameterizedTest
    @EmptySource
    @ValueSource(strings = { ".", "..", "a.b", "a.", ".a", "*", "a*", "?", "acme:8443", "acme@evil", "evil.com/", "evil.com#",
            "a/b",
            "a\\b", "a b", " a", "a\n", "a\r\nb", "-a", "a-", "-", "Acme", "ACME", "xn--80ak6aa92e", "ab--c", "caf\u00e9",
            "\u0430cme",
            "a\u3002b", "\uff41", "a_b", "a%2eb", "{a}", "a,b", "true\u0000",
            "1234567890123456789012345678901234567890123456789012345678901234" })
    void otherText_isNotALabel(String label) {
        assertThatThrownBy(() -> guard.forTenant(label)).isInstanceOfSatisfying(CloudFrontSignerException.class,
                e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_PLACEHOLDER_VALUE))
                .hasMessage(
                        "The domain of a tenant cannot be signed: the value of {claim.tenant} must be one DNS label, with at "
                                + "most 63 lower-case letters, digits, and inner hyphens");
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://beta.media.example.com/a", "https://media.example.com/a",
            "https://acme.media.example.com:8443/a",
            "https://acme.media.example.com.evil.com/a", "https://x.acme.media.example.com/a",
            "http://acme.media.example.com/a",
            "https://beta@acme.media.example.com/a", "//beta.media.example.com/a", "https://{claim.tenant}.media.example.com/a",
            "https://*.media.example.com/*", "https://acm?.media.example.com/*", "https://acme*.media.example.com/*",
            "*://beta.media.example.com/*", "*://*.media.example.com/*" })
    void guardOfATenant_refusesOtherHosts(String url) {
        UrlGuard acme = guard.forTenant("acme");

        assertThatThrownBy(() -> acme.url(url)).isInstanceOf(CloudFrontSignerException.class);
        assertThatThrownBy(() -> acme.coveredUrl(url)).isInstanceOf(CloudFrontSignerException.class);
        assertThatThrownBy(() -> acme.resource(url)).isInstanceOf(CloudFrontSignerException.class);
        assertThat(acme.resource("*://acme.media.example.com/*")).isEqualTo("*://acme.media.example.com/*");
    }

    @Test
    void guardOfAllTenants_signsNothing() {
        for (String url : Set.of("/a", "https://acme.media.example.com/a", "https://{claim.tenant}.media.example.com/a")) {
            assertThatThrownBy(() -> guard.url(url)).hasMessageContaining("call forTenant with the tenant's name");
            assertThatThrownBy(() -> guard.resource(url)).isInstanceOf(CloudFrontSignerException.class);
        }
    }

    @Test
    void guardOfOneDomain_hasNoTenants() {
        assertThatThrownBy(() -> parse("https://media.example.com").forTenant("acme"))
                .isInstanceOfSatisfying(CloudFrontSignerException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.NOT_CONFIGURED));
    }

    @ParameterizedTest
    @CsvSource({ "ACME.media.example.com, https://acme.media.example.com/a",
            "a.beta.media.example.com, https://a.beta.media.example.com/a", "app.example.com, /a", "media.example.com, /a" })
    void path_isSeenFromTheDomainOfAnyTenant(String authority, String page) {
        assertThat(guard.seenFrom(authority, "/a")).isEqualTo(page);
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://acme.media.example.com/a?x=https://beta.media.example.com/",
            "*://acme.media.example.com/*" })
    void guardOfAPolicy_isThatOfItsTenant(String resource) {
        assertThat(guard.of(resource).base()).isEqualTo("https://acme.media.example.com");
        UrlGuard one = parse("https://acme.media.example.com");
        assertThat(one.of(resource)).isSameAs(one);
    }
}
