package io.quarkiverse.cloudfront.signer.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedCookie;
import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKey;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;

class PolicyQueryTest {

    private static final String SITE = "https://good.example.com";
    private static final Instant END = Instant.ofEpochSecond(1767290400);

    @ParameterizedTest
    @ValueSource(strings = { "/tiles/7/*", "/*", "/tiles/*/1.png", "/tiles/?.png" })
    void query_isThatOfEachSignedUrl(String resource) {
        DefaultSignedPolicy signed = applied(Policy.custom(SITE + resource, END));
        String url = SITE + resource.replace("*", "1").replace("?", "1");

        assertThat(signed.url(url)).isEqualTo(url + "?" + signed.query());
    }

    @Test
    void policyOfOneUrl_doesNotHaveAQuery() {
        for (Policy policy : new Policy[] { Policy.canned(SITE + "/a.png", END), Policy.custom(SITE + "/a.png", END) }) {
            assertThatThrownBy(() -> applied(policy).query()).hasFieldOrPropertyWithValue("reason", Reason.NOT_COVERED)
                    .hasMessage("The query is for all URLs that a policy covers, but the resource "
                            + "https://good.example.com/a.png is a single URL. Use a resource with a wildcard, such as "
                            + "/tiles/7/*, or sign the URL");
        }
    }

    private static DefaultSignedPolicy applied(Policy policy) {
        return new DefaultSignedPolicy(policy, new TestKey("K2JC", Algorithm.RSA_SHA256), new byte[] { 1, 2, 3 },
                new ParameterWriter(), new UrlGuard(URI.create(SITE), Set.of()),
                new CookieAttributes(Optional.empty(), Optional.empty(), SignedCookie.SameSite.LAX, true, true));
    }
}
