package io.quarkiverse.cloudfront.signer.runtime.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.runtime.TestSigners;
import io.quarkiverse.cloudfront.signer.runtime.grant.Grant;
import io.quarkiverse.cloudfront.signer.runtime.grant.GrantTerms;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.TestApplication;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;

class CookieResponseTest {

    private final SteppedClock clock = new SteppedClock(TestApplication.NOW);
    private final Exchange exchange = new Exchange();

    private CookieResponse sign(Exchange request, String... properties) {
        GrantTerms terms = GrantTerms.of("Video.page", TestSigners.signer(clock, properties),
                PolicyTemplate.parse("/videos/7/*"), null, null).forCookies();
        return CookieResponse.sign(new Grant(terms, Map.of(), null, null), request.viewer()).await();
    }

    @Test
    void paths_areCoveredByTheResource() {
        CookieResponse cookies = sign(exchange);

        assertThat(cookies.covers("/videos/7/a.ts?x=1")).isTrue();
        assertThat(cookies.covers("/videos/8/a.ts")).isFalse();
        assertThat(cookies.covers("/videos/7/../8/a.ts")).isFalse();
    }

    @Test
    void heldCookies_areKnownUntilTheyExpire() {
        assertThat(sign(exchange).isHeld()).isFalse();
        assertThat(sign(exchange).outlastHeld()).isFalse();
        sign(exchange).set();
        Exchange next = new Exchange().after(exchange.respond(200));

        assertThat(sign(next).isHeld()).isTrue();
        assertThat(sign(next).outlastHeld()).isFalse();
        clock.advance(Duration.ofMinutes(14));
        assertThat(sign(next).isHeld()).isTrue();
        assertThat(sign(next).outlastHeld()).isTrue();
        clock.advance(Duration.ofMinutes(1));
        assertThat(sign(next).isHeld()).isFalse();
    }

    @Test
    void browsers_dropCookiesForADomainOfOthers() {
        CookieResponse ofDomain = sign(exchange, "cookies.domain=Example.com");

        assertThat(ofDomain.areKeptFrom("app.EXAMPLE.com")).isTrue();
        assertThat(ofDomain.areKeptFrom("example.com")).isTrue();
        assertThat(ofDomain.areKeptFrom("notexample.com")).isFalse();
        assertThat(sign(exchange).areKeptFrom("notexample.com")).isTrue();
    }

    @Test
    void renewedCookies_areSetUnlessTheResponseEndsGrants() {
        sign(exchange).renew();
        assertThat(exchange.respond(200).setCookies()).anyMatch(cookie -> cookie.startsWith("CloudFront-Policy="));

        Exchange logout = new Exchange();
        sign(logout).renew();
        logout.viewer().grants().clear();
        assertThat(logout.respond(200).setCookies()).isEmpty();

        Exchange begun = new Exchange();
        CookieResponse late = sign(begun);
        begun.begin(200);
        assertThatThrownBy(late::renew).isInstanceOf(CloudFrontSignerException.class);
        assertThat(begun.isBrokenOff()).isTrue();
    }
}
