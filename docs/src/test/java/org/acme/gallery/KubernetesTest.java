package org.acme.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.test.CloudFrontVerifier;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/**
 * The samples with the configuration of the Kubernetes manifest, and with its secret, mounted as kubelet does it.
 */
@Tag("nightly")
@QuarkusTest
@TestProfile(KubernetesTest.InAPod.class)
class KubernetesTest {

    private static final String LOCATION = "quarkus.cloudfront-signer.private-key-location";

    private static final CloudFrontVerifier DISTRIBUTION = CloudFrontVerifier.of(URI.create("https://media.example.com"));

    @Inject
    Shares shares;

    @ConfigProperty(name = "test.public-key")
    String publicKey;

    @ConfigProperty(name = LOCATION)
    Path secret;

    @Test
    void pod_signsWithTheMountedKeyAndItsSuccessor() throws IOException {
        URI picture = URI.create(shares.picture());
        assertThat(picture.toString()).startsWith("https://media.example.com/").contains("&Key-Pair-Id=K2JCJMDEHXQW5F&");
        DISTRIBUTION.trustingPem("K2JCJMDEHXQW5F", publicKey).assertSigned(picture.toString());

        KeyPair next = keyPair();
        new MountedSecret(secret).update("K3NEXTKEYPAIR", next);

        await().atMost(60, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(shares.picture()).contains("&Key-Pair-Id=K3NEXTKEYPAIR&"));
        DISTRIBUTION.trusting("K3NEXTKEYPAIR", next.getPublic()).assertSigned(shares.picture());
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static class InAPod implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            KeyPair key = keyPair();
            Map<String, String> properties = Manifest.read().properties();
            properties.put(LOCATION, MountedSecret.create("K2JCJMDEHXQW5F", key).directory().toString());
            // the manifest's period, shortened
            properties.computeIfPresent("quarkus.cloudfront-signer.reload-period", (name, period) -> "1s");
            properties.put("test.public-key", Base64.getEncoder().encodeToString(key.getPublic().getEncoded()));
            return properties;
        }
    }
}
