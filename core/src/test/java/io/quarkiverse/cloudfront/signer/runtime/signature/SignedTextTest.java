package io.quarkiverse.cloudfront.signer.runtime.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSource;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.url.DistributionUrl;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;
import io.smallrye.mutiny.Uni;

/** Texts with the marks of users, and with the domains of tenants. */
class SignedTextTest {

    private static final KeyPair PAIR = TestKeys.p256();
    private static final List<String> ORIGINS = List.of("https://{claim.tenant}.example.com", "https://old.example.com");
    private static final String TEXT = "![](https://acme.example.com/a/7/x.png) <https://old.example.com/a/7/y.png?z=1#p>";

    private final SteppedClock clock = new SteppedClock("2026-11-28T12:00:00Z");

    /** Marks the user whom {@code forUser} names. */
    private record Secret(MarkSecret secret) implements MarkSource {

        @Override
        public MarkedUser user() {
            return MarkedUser.ANONYMOUS;
        }

        @Override
        public Uni<MarkedUser> userLater() {
            return Uni.createFrom().item(this::user);
        }
    }

    private CloudFrontSigner signer(UrlGuard guard) {
        return TestSigner.of(guard, PAIR, clock, Duration.ofMinutes(15), Optional.empty(),
                guard.hasMarks() ? new Secret(new MarkSecret(new byte[32])) : null).forApplication();
    }

    private static SignedPolicy sign(CloudFrontSigner signer, String resource) {
        return signer.sign(signer.policy(resource).build());
    }

    @Test
    void markOfTheUser_isInEachUrlAndRemoved() {
        CloudFrontSigner signer = signer(new UrlGuard(URI.create("https://old.example.com"), Set.of(), true));
        SignedPolicy alice = sign(signer.forUser("https://id.example.com", "alice"), "/a/7/*");
        SignedPolicy bob = sign(signer.forUser("https://id.example.com", "bob"), "/a/7/*");

        assertThat(alice.text(TEXT)).isEqualTo("![](https://acme.example.com/a/7/x.png) <"
                + alice.url("https://old.example.com/a/7/y.png?z=1") + "#p>").contains("&mark=");
        assertThat(bob.text(alice.text(TEXT))).isEqualTo(bob.text(TEXT)).isNotEqualTo(alice.text(TEXT));
        assertThat(signer.unsigned(alice.text(TEXT))).isEqualTo(TEXT);
        assertThat(signer.unsigned(alice.text(TEXT) + ".")).isEqualTo(TEXT + ".");
        assertThat(alice.text("https://old.example.com/a/7/x?mark=m")).isEqualTo("https://old.example.com/a/7/x?mark=m");
    }

    @Test
    void parameterOfAnApplicationWithoutMarks_isKept() {
        CloudFrontSigner signer = signer(new UrlGuard(URI.create("https://old.example.com"), Set.of(), false));
        String text = "https://old.example.com/a/7/x?mark=m";

        assertThat(sign(signer, "/a/7/*").text(text)).startsWith(text + "&Policy=");
        assertThat(signer.unsigned(sign(signer, "/a/7/*").text(text))).isEqualTo(text);
    }

    @Test
    void tenant_hasTheUrlsOfItsDomain() {
        CloudFrontSigner signer = signer(
                DistributionUrl.guard("http://{claim.tenant}.localhost:8081", Set.of(), ORIGINS, false));
        SignedPolicy acme = sign(signer.forTenant("acme"), "/a/7/*");
        String signed = acme.text(TEXT);

        assertThat(signed).isEqualTo("![](" + acme.url("http://acme.localhost:8081/a/7/x.png") + ") <"
                + acme.url("http://acme.localhost:8081/a/7/y.png?z=1") + "#p>");
        assertThat(signer.forTenant("acme").unsigned(signed)).isEqualTo(TEXT.replace("old.", "acme."));
        assertThat(signer.unsigned(signed)).as("of any tenant").isEqualTo(TEXT.replace("old.", "acme."));
        assertThat(sign(signer.forTenant("other"), "/a/7/*").text("http://acme.localhost:8081/a/7/x.png"))
                .isEqualTo("http://acme.localhost:8081/a/7/x.png");
        assertThat(signer.forTenant("other").unsigned(signed)).isEqualTo(signed);
        assertThat(signer.unsigned("http://.localhost:8081/a http://a.b.localhost:8081/a")).isEqualTo(
                "http://.localhost:8081/a http://a.b.localhost:8081/a");
    }

    @Test
    void origin_isReadForTheUrl() {
        assertThat(DistributionUrl.textOrigin(" HTTPS://Old.example.com/ ", "https://a.example.com"))
                .isEqualTo("https://old.example.com");
        assertThat(DistributionUrl.textOrigin(ORIGINS.get(0), "https://{claim.tenant}.b.example.com"))
                .isEqualTo(ORIGINS.get(0));
        assertThatThrownBy(() -> DistributionUrl.textOrigin(ORIGINS.get(0), "https://a.example.com"))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("must be schemes and hosts without a path, such as "
                        + "https://media.example.com. The first label of a host may be the placeholder of url");
    }
}
