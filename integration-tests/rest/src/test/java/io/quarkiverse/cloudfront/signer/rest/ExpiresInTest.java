package io.quarkiverse.cloudfront.signer.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The lifetime of a grant.
 */
@QuarkusTest
class ExpiresInTest {

    @Inject
    Service service;

    @Test
    void lifetime_fromLiteralExpressionOrDefault_isUsed() {
        assertLife(service.ofSigner(), Duration.ofMinutes(7));
        assertLife(service.literal(), Duration.ofMinutes(90));
        assertLife(service.expression(), Duration.ofMinutes(20));
        assertLife(service.byDefault(), Duration.ofMinutes(10));
        assertLife(service.overridden(), Duration.ofMinutes(20));
        assertLife(service.inPart(), Duration.ofHours(2));
        assertLife(service.granted(), Duration.ofSeconds(45));
    }

    private static void assertLife(String url, Duration life) {
        Instant expected = Instant.now().plus(life);
        assertThat(Instant.ofEpochSecond(SignedUrls.expiry(url))).isBetween(expected.minusSeconds(30), expected);
    }

    @ApplicationScoped
    @PermitAll
    public static class Service {

        @SignedResource(signer = "unbound")
        String ofSigner() {
            return "/a.txt";
        }

        @SignedResource(signer = "unbound", expiresIn = "PT1H30M")
        String literal() {
            return "/a.txt";
        }

        @SignedResource(signer = "unbound", expiresIn = "${gallery.life}")
        String expression() {
            return "/a.txt";
        }

        @SignedResource(signer = "unbound", expiresIn = "${gallery.preview.life:10m}")
        String byDefault() {
            return "/a.txt";
        }

        @SignedResource(signer = "unbound", expiresIn = "${gallery.preview.life:${gallery.life}}")
        String overridden() {
            return "/a.txt";
        }

        @SignedResource(signer = "unbound", expiresIn = "${gallery.hours}h")
        String inPart() {
            return "/a.txt";
        }

        @SignedResource(signer = "unbound", resource = "/*", expiresIn = "45")
        String granted() {
            return "/a.txt";
        }
    }
}
