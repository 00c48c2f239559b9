package io.quarkiverse.cloudfront.signer.runtime.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSource;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.url.DistributionUrl;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;
import io.smallrye.mutiny.Uni;

/**
 * On its way to the key, a policy is copied for its user, tenant, or token. What a copy loses is granted too early, for too
 * long, or to everybody.
 */
class PolicyFieldsTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final KeyPair PAIR = TestKeys.p256();
    private static final MarkedUser ALICE = new MarkedUser("https://id.example.com", "alice", NOW, "", null);
    private static final String ADDRESS = "203.0.113.0/24";

    private record Marks(MarkSecret secret) implements MarkSource {

        @Override
        public MarkedUser user() {
            return ALICE;
        }

        @Override
        public Uni<MarkedUser> userLater() {
            return Uni.createFrom().item(ALICE);
        }
    }

    private static ConfiguredSigner signer(boolean tenants, boolean marks) {
        UrlGuard guard = tenants ? DistributionUrl.guard("https://{claim.tenant}.example.com", Set.of(), true)
                : new UrlGuard(URI.create("https://a.example.com"), Set.of(), true);
        return TestSigner.of(guard, PAIR, new SteppedClock(NOW.toString()), Duration.ofMinutes(15), Optional.empty(),
                marks ? new Marks(new MarkSecret("the secret that marks are made with".getBytes(StandardCharsets.US_ASCII)))
                        : null);
    }

    @ParameterizedTest
    @CsvSource({ "/videos/7/*, false, false", "/videos/7/a.mp4, false, false", "/videos/7/*, true, false",
            "/videos/7/a.mp4, true, false", "/videos/7/*, false, true", "/videos/7/a.mp4, false, true",
            "/videos/7/*, true, true", "/videos/7/a.mp4, true, true" })
    void policyWithAllFields_keepsThem(String resource, boolean tenants, boolean marks) {
        ConfiguredSigner signer = signer(tenants, marks);
        for (Delivery delivery : Delivery.values()) {
            for (Instant notLaterThan : new Instant[] { Instant.MAX, NOW.plusSeconds(600) }) {
                for (String address : new String[] { null, "203.0.113.7" }) {
                    RecipientSigner own = signer
                            .to(new Recipient(notLaterThan, address, tenants ? "a" : null, marks ? ALICE : null));
                    Policy asked = own.policy(resource).expiresAt(NOW.plusSeconds(900)).notBefore(NOW.plusSeconds(60))
                            .ipAddress(ADDRESS).build();

                    Policy signed = own.sign(asked, delivery).now().policy();

                    assertThat(signed.resource()).startsWith("https://a.example.com" + resource);
                    assertThat(signed.expiresAt()).isEqualTo(NOW.plusSeconds(notLaterThan == Instant.MAX ? 900 : 600));
                    assertThat(signed.notBefore()).contains(NOW.plusSeconds(60));
                    assertThat(signed.ipAddress()).contains(address == null ? ADDRESS : address + "/32");
                    assertThat(signed.canned()).isFalse();
                }
            }
        }
    }

    @Test
    void copyOfARecipient_keepsTheOtherFields() {
        Recipient recipient = new Recipient(NOW, "203.0.113.7", "a", null);

        assertThat(recipient.ofTenant("b")).isEqualTo(new Recipient(NOW, "203.0.113.7", "b", null));
        assertThat(recipient.markedWith(ALICE)).isEqualTo(new Recipient(NOW, "203.0.113.7", "a", ALICE));
        assertThat(recipient.markedWith(ALICE).ofTenant("b")).isEqualTo(new Recipient(NOW, "203.0.113.7", "b", ALICE));
    }

    @ParameterizedTest
    @CsvSource({ "false, false", "false, true", "true, false", "true, true" })
    void cannedPolicy_getsTheAddressOfItsRecipient(boolean tenants, boolean marks) {
        RecipientSigner own = signer(tenants, marks)
                .to(new Recipient(NOW.plusSeconds(600), "203.0.113.7", tenants ? "a" : null, marks ? ALICE : null));
        Policy asked = own.policy("/a.jpg").build();
        assertThat(asked.canned()).isTrue();

        for (Delivery delivery : Delivery.values()) {
            Policy signed = own.sign(asked, delivery).now().policy();
            assertThat(signed.ipAddress()).contains("203.0.113.7/32");
            assertThat(signed.expiresAt()).isEqualTo(NOW.plusSeconds(600));
        }
    }
}
