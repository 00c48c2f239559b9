package io.quarkiverse.cloudfront.signer.runtime.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.edge.function.MarkCheck;
import io.quarkiverse.cloudfront.edge.function.MarkKey;
import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.Verifier;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedCookie;
import io.quarkiverse.cloudfront.signer.fixtures.Rounds;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSource;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.url.DistributionUrl;
import io.smallrye.mutiny.Uni;

/**
 * Whoever has several genuine marks cannot use one of them with a grant that it was not made for. Otherwise, a revoked user
 * would go on with the mark of another login. The edge decides, without code of the signers.
 */
@Tag("slow")
class ExchangedMarksTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final byte[] SECRET = "the secret that marks are made with".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FORMER = "the secret that marks were made with".getBytes(StandardCharsets.US_ASCII);
    private static final KeyPair PAIR = TestKeys.p256();
    private static final String ISSUER = "https://id.example.com";
    private static final String FILE = "/videos/7/a.ts";

    private final SteppedClock clock = new SteppedClock(NOW.toString());
    private final Verifier verifier = new Verifier(Clock.fixed(NOW, ZoneOffset.UTC));
    private final KeyGroup keys = new KeyGroup("media", Map.of("K1", PAIR.getPublic()));
    private final MarkCheck check = new MarkCheck(
            List.of(MarkKey.of(SECRET), MarkKey.of(FORMER)), true, key -> Optional.empty());

    /** Signs with a secret for the users whom each grant names. */
    private record Secret(MarkSecret secret) implements MarkSource {

        @Override
        public MarkedUser user() {
            throw new IllegalStateException("each grant names its user");
        }

        @Override
        public Uni<MarkedUser> userLater() {
            return Uni.createFrom().item(this::user);
        }
    }

    /**
     * @param query of the signed URL, without the mark; empty for cookies
     * @param cookies without that of the mark
     * @param policy the text of the custom policy; empty for a canned one
     */
    private record Given(String host, String path, String query, List<ViewerRequest.Cookie> cookies, String mark,
            String policy) {

        static Given url(String signed) {
            URI url = URI.create(signed);
            List<String> pairs = Stream.of(url.getRawQuery().split("&")).toList();
            return new Given(url.getRawAuthority(), url.getRawPath(),
                    String.join("&", pairs.stream().filter(pair -> !pair.startsWith("mark=")).toList()), List.of(),
                    pairs.stream().filter(pair -> pair.startsWith("mark=")).findFirst().orElseThrow().substring(5),
                    pairs.stream().filter(pair -> pair.startsWith("Policy=")).findFirst().orElse("Policy=").substring(7));
        }

        static Given cookies(String host, List<SignedCookie> signed) {
            List<ViewerRequest.Cookie> cookies = new ArrayList<>();
            signed.forEach(cookie -> cookies.add(new ViewerRequest.Cookie(cookie.name(), cookie.value())));
            ViewerRequest.Cookie mark = cookies.remove(cookies.size() - 1);
            return new Given(host, FILE, "", cookies, mark.value(), cookies.get(0).value());
        }

        /** Whoever has that one's mark has that one's grant, because all of it is equal. */
        boolean isSame(Given other) {
            return mark.equals(other.mark)
                    || !policy.isEmpty() && policy.equals(other.policy) && host.equals(other.host);
        }
    }

    private final ConfiguredSigner signer = configured(SECRET);
    private final ConfiguredSigner former = configured(FORMER);

    private ConfiguredSigner configured(byte[] secret) {
        return TestSigner.of(DistributionUrl.guard("https://{claim.tenant}.media.example.com", Set.of(), true), PAIR, clock,
                Duration.ofMinutes(15), Optional.of(Duration.ofMinutes(5)), new Secret(new MarkSecret(secret)));
    }

    private RecipientSigner signer(byte[] secret, String tenant, MarkedUser user) {
        return (secret == SECRET ? signer : former).to(new Recipient(Instant.MAX, null, tenant, user));
    }

    private static Given given(RecipientSigner signer, String tenant, String resource, Delivery delivery) {
        if (resource.isEmpty()) {
            return Given.url(signer.url(FILE, NOW.plusSeconds(900)).now());
        }
        DefaultSignedPolicy signed = signer.sign(signer.policy(resource).build(), delivery).now();
        return switch (delivery) {
            case URL -> Given.url(signed.url(FILE));
            case COOKIES -> Given.cookies(tenant + ".media.example.com", signed.cookies().cookies());
        };
    }

    /** The mark takes the place of the own one. */
    private boolean isServed(Given grant, String mark) {
        boolean inCookie = grant.query().isEmpty();
        List<ViewerRequest.Cookie> cookies = new ArrayList<>(grant.cookies());
        if (inCookie) {
            cookies.add(new ViewerRequest.Cookie("q_cloudfront_mark", mark));
        }
        String target = grant.path() + (inCookie ? "" : "?mark=" + mark + "&" + grant.query());
        // the check of marks first, because it is faster than finding out why a signature does not match
        return check.decide("GET", target, cookies).refusal().isEmpty() && verifier.verify(
                new ViewerRequest("https", grant.host(), target, cookies, "203.0.113.7"), keys) instanceof Verdict.Allowed;
    }

    private Given random(Random random) {
        String tenant = random.nextBoolean() ? "acme" : "beta";
        MarkedUser user = switch (random.nextInt(4)) {
            case 0 -> MarkedUser.ANONYMOUS;
            case 1 -> new MarkedUser(ISSUER, "alice", NOW.minusSeconds(random.nextInt(3)));
            case 2 -> new MarkedUser(ISSUER, "bob", NOW.minusSeconds(random.nextInt(3)));
            default -> new MarkedUser("", "alice", null);
        };
        String resource = List.of("/*", "/videos/*", "/videos/7/*", "/videos/?/a.ts", "/videos/7/*.ts", FILE, "")
                .get(random.nextInt(7));
        return given(signer(random.nextInt(4) == 0 ? FORMER : SECRET, tenant, user), tenant, resource,
                resource.isEmpty() || random.nextBoolean() ? Delivery.URL : Delivery.COOKIES);
    }

    @Test
    void onlyPairsThatBelongTogether_areServed() {
        AtomicInteger served = new AtomicInteger();
        Rounds.eachOfFew(random -> {
            List<Given> grants = Stream.generate(() -> random(random)).limit(30).toList();
            for (Given grant : grants) {
                for (Given other : grants) {
                    boolean isServed = isServed(grant, other.mark());

                    assertThat(isServed).as("%s with %s", grant, other.mark()).isEqualTo(grant.isSame(other));
                    served.addAndGet(isServed ? 1 : 0);
                }
            }
        });
        assertThat(served).hasPositiveValue();
    }
}
