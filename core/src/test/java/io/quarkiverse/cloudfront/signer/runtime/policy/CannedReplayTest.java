package io.quarkiverse.cloudfront.signer.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedCookie;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKey;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;

/**
 * The JSON of a canned policy is also a valid custom policy, with the same signature. A viewer who could have a URL with {@code
 * *} signed would therefore get a wildcard grant.
 */
class CannedReplayTest {

    private static final Instant END = Instant.ofEpochSecond(1767290400);

    private static KeyPair keyPair;

    private final UrlGuard guard = new UrlGuard(URI.create("https://good.example.com"), Set.of());

    @BeforeAll
    static void makeKey() {
        keyPair = TestKeys.rsa2048();
    }

    /**
     * The attack, on a signer without a guard, such as one written by hand.
     */
    @Test
    void cannedSignature_overAWildcard_verifiesAsACustomPolicy() throws GeneralSecurityException {
        String cannedJson = Policy.canned("https://good.example.com/u/ME", END).json().replace("ME", "*");
        Signature carelessSigner = Signature.getInstance("SHA256withRSA");
        carelessSigner.initSign(keyPair.getPrivate());
        carelessSigner.update(cannedJson.getBytes(StandardCharsets.UTF_8));
        String signature = Base64.getEncoder().encodeToString(carelessSigner.sign());

        String policyParameter = new CloudFrontEncoder().appendBase64(cannedJson.getBytes(StandardCharsets.UTF_8)).toString();

        // how CloudFront verifies Policy and Signature in a request for /u/somebody-else
        byte[] presented = Base64.getDecoder().decode(policyParameter.replace('-', '+').replace('_', '=').replace('~', '/'));
        Signature edge = Signature.getInstance("SHA256withRSA");
        edge.initVerify(keyPair.getPublic());
        edge.update(presented);
        assertThat(edge.verify(Base64.getDecoder().decode(signature))).isTrue();
        Policy granted = Policy.custom("https://good.example.com/u/*", END);
        assertThat(new String(presented, StandardCharsets.UTF_8)).isEqualTo(granted.json());
        assertThat(new ResourceMatcher(granted.resource()).covers("https://good.example.com/u/somebody-else")).isTrue();
    }

    @Test
    void urlWithWildcard_isRejectedByTheGuard() {
        refused(() -> guard.url("/u/*"));
        refused(() -> guard.url("/u/a*b"));
        refused(() -> guard.url("/u/me?x=*"));
        refused(() -> guard.url("/u/me?*"));
        refused(() -> guard.url("/*"));
        refused(() -> guard.url("https://good.example.com/u/*"));
        refused(() -> guard.url("https://*/u/me"));
        refused(() -> guard.url("*://good.example.com/u/me"));
        refused(() -> guard.url("/u/m?e?"));
    }

    /**
     * The attack: an application signs {@code "/albums?" + query}. The viewer replays the signature with the URL as the
     * resource of a custom policy, where {@code ?} is a wildcard.
     */
    @Test
    void queryThatIsAPath_wouldGrantThatPath() {
        assertThat(new ResourceMatcher("https://good.example.com/albums?bob/private.jpg")
                .covers("https://good.example.com/albums/bob/private.jpg")).isTrue();

        refused(() -> guard.url("/albums?bob/private.jpg"));
        refused(() -> guard.url("/albums?bob/private.jpg;a=1"));
        refused(() -> guard.url("/albums?a=/../bob/private.jpg"));
    }

    @Test
    void cannedPolicy_withWildcard_cannotBeCreated() {
        refused(() -> Policy.canned("https://good.example.com/u/*", END));
        refused(() -> new Policy("https://good.example.com/u/*", END, Optional.empty(), Optional.empty(), true));
        assertThat(new PolicyBuilder("https://good.example.com/u/*", expiry()).build().canned()).isFalse();
        assertThat(new PolicyBuilder("https://good.example.com/u/?", expiry()).build().canned()).isFalse();
    }

    @Test
    void signedPolicy_rejectsAUrlWithWildcard() {
        LocalKey key = TestKeys.load(keyPair.getPrivate(), HashAlgorithm.SHA256);
        Policy policy = Policy.custom("https://good.example.com/u/*", END);
        DefaultSignedPolicy applied = new DefaultSignedPolicy(policy, key,
                key.signNow(policy.json().getBytes(StandardCharsets.UTF_8)),
                new ParameterWriter(),
                guard,
                new CookieAttributes(Optional.empty(), Optional.empty(), SignedCookie.SameSite.LAX, true, true));

        refused(() -> applied.url("/u/*"));
        refused(() -> applied.url(URI.create("https://good.example.com/u/*")));
    }

    @Test
    void templateValue_withWildcard_isEncoded() {
        PolicyTemplate template = PolicyTemplate.parse("/u/{id}");

        assertThat(template.expand(name -> "*")).isEqualTo("/u/%2A");
        assertThat(template.expand(name -> "?*?")).isEqualTo("/u/%3F%2A%3F");
        assertThat(template.expand(name -> "%2A")).isEqualTo("/u/%252A");
    }

    private static ExpiryRule expiry() {
        return new ExpiryRule(InstantSource.fixed(END), Duration.ofMinutes(15), Optional.empty());
    }

    private static void refused(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(CloudFrontSignerException.class);
    }
}
