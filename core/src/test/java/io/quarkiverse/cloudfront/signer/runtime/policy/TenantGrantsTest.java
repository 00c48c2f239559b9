package io.quarkiverse.cloudfront.signer.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.Verifier;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;
import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.fixtures.Rounds;
import io.quarkiverse.cloudfront.signer.plain.SignerBuilder;

/**
 * A grant for one tenant never opens the domain of another, whatever the claims are that name them.
 */
class TenantGrantsTest {

    /** In each round; a thousand rounds ask the edge a million times. */
    private static final int TENANTS = 25;
    private static final int HOSTS = 40;

    private static final String DOMAIN = ".media.example.com";

    /** Only a few different ones, so that names are often equal, or almost. */
    private static final String[] PARTS = { "a", "b", "ab", "-", "1", "a", "b", ".", "*", "?", ":", "@", "/", "A", "xn--",
            "%2e",
            "\u0430", "\u3002", DOMAIN, "" };

    private final List<String> resources = List.of("/*", "/a*", "*", "/a.txt", "/?.txt", "*://LABEL" + DOMAIN + "/*",
            "https://LABEL" + DOMAIN + "/a*", "https://*" + DOMAIN + "/*", "https://?" + DOMAIN + "/*");

    @Test
    void grant_opensTheDomainOfItsTenantOnly() {
        var pair = NewKey.rsaPair();
        KeyGroup group = KeyGroup.of("trusted", "K1", pair.getPublic());
        CloudFrontSigner signer = SignerBuilder.of("https://{claim.tenant}" + DOMAIN).keyPairId("K1")
                .privateKey(NewKey.pem(pair.getPrivate())).build();
        Verifier verifier = new Verifier(Clock.systemUTC());
        AtomicInteger opened = new AtomicInteger();
        Rounds.eachOfFew(random -> {
            List<String> hosts = hosts(random);
            for (int i = 0; i < TENANTS; i++) {
                String claim = label(random);
                String query = query(signer, claim, resources.get(random.nextInt(resources.size())));
                for (String host : query == null ? List.<String> of() : hosts) {
                    boolean allowed = verifier.verify(new ViewerRequest("https", host, "/a.txt?" + query, List.of(),
                            "203.0.113.7"), group) instanceof Verdict.Allowed;

                    assertThat(allowed && !host.equalsIgnoreCase(claim + DOMAIN)).as("%s at %s", claim, host).isFalse();
                    opened.addAndGet(allowed ? 1 : 0);
                }
            }
        });
        // otherwise, the pairs would not prove anything
        assertThat(opened).hasPositiveValue();
    }

    /**
     * Null if nothing is granted.
     */
    private static String query(CloudFrontSigner signer, String claim, String resource) {
        try {
            CloudFrontSigner tenant = signer.forTenant(claim);
            String url = resource.equals("/a.txt") ? tenant.sign(resource)
                    : tenant.sign(tenant.policy(resource.replace("LABEL", claim)).build()).url("/a.txt");
            return url.substring(url.indexOf('?') + 1);
        } catch (CloudFrontSignerException e) {
            assertThat(e.reason()).isIn(Reason.INVALID_PLACEHOLDER_VALUE, Reason.URL_NOT_SIGNABLE);
            return null;
        }
    }

    private static List<String> hosts(Random random) {
        List<String> hosts = new ArrayList<>(List.of("media.example.com", "example.com", "*" + DOMAIN, "?" + DOMAIN));
        while (hosts.size() < HOSTS) {
            String host = label(random) + (random.nextInt(8) == 0 ? "" : DOMAIN);
            // after a slash, a path would begin; edges answer such a request with status 400
            if (!host.contains("/")) {
                hosts.add(host);
            }
        }
        return hosts;
    }

    private static String label(Random random) {
        StringBuilder label = new StringBuilder();
        for (int length = 1 + random.nextInt(3); length > 0; length--) {
            label.append(PARTS[random.nextInt(random.nextInt(4) == 0 ? PARTS.length : 7)]);
        }
        return label.toString();
    }
}
