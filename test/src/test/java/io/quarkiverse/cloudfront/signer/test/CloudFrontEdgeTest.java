package io.quarkiverse.cloudfront.signer.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.DevServicesContext;

/**
 * The edge in a field of a test reads the Dev Service's properties, and says how to fix missing ones.
 */
class CloudFrontEdgeTest {

    private final CloudFrontEdge edge = new CloudFrontEdge();

    @Test
    void edge_hasTheAddressAndKeysOfTheDevService() {
        setUp(Map.of("cloudfront-edge.url", "http://localhost:8180",
                "cloudfront-edge.public-keys", "KDEV1=" + Distribution.publicKey() + ",KMEDIA=" + Distribution.publicKey(),
                "quarkus.cloudfront-signer.key-pair-id", "KDEV1",
                "quarkus.cloudfront-signer.\"media\".key-pair-id", "KMEDIA"));

        assertThat(edge.url("/albums/two%20of%20us.svg"))
                .isEqualTo(URI.create("http://localhost:8180/albums/two%20of%20us.svg"));
        assertThat(edge.keyPairId()).isEqualTo("KDEV1");
        assertThat(edge.keyPairId("media")).isEqualTo("KMEDIA");
        assertThatThrownBy(() -> edge.assertSigned("http://localhost:8180/a?Expires=1&Signature=AA__&Key-Pair-Id=KOTHER"))
                .isInstanceOf(AssertionError.class).hasMessageContaining("has KDEV1, KMEDIA");
        assertThatThrownBy(() -> edge.keyPairId("archive")).isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "The Dev Service has not set quarkus.cloudfront-signer.\"archive\".key-pair-id: the application does "
                                + "not use this signer, or the signer has a private key");
    }

    @Test
    void urlsOfATenant_areVerifiedAtItsDomain() {
        setUp(Map.of("cloudfront-edge.url", "http://localhost:8180", "cloudfront-edge.public-keys",
                Distribution.KEY_PAIR_ID + "=" + Distribution.publicKey()));
        String tenant = "http://acme.localhost:8180/a.svg";
        String signed = Distribution.signed(tenant, Instant.now().plusSeconds(60));
        String text = signed + " " + Distribution.signed("http://localhost:8180/b.svg", Instant.now().plusSeconds(60));

        edge.assertSigned(signed).forResource(tenant).forResource("/a.svg")
                .doesNotCover("http://acme.localhost:8180/b.svg");
        assertThat(edge.urlsIn(text)).hasSize(2).allSatisfy(edge::assertSigned);
        for (String other : List.of("http://acme.localhost:8181/", "https://acme.localhost:8180/", "http://a.b.localhost:8180/",
                "http://acme.example.com:8180/")) {
            String foreign = Distribution.signed(other + "a.svg", Instant.now().plusSeconds(60));
            assertThatThrownBy(() -> edge.assertSigned(foreign))
                    .hasMessage(other + "a.svg is not a URL of http://localhost:8180/");
        }
        assertThatThrownBy(() -> edge.assertSigned(signed.replace("acme", "beta"))).isInstanceOf(AssertionError.class)
                .hasMessageContaining("CloudFront would refuse /a.svg with AccessDenied");
    }

    @Test
    void edgeOutsideOfQuarkusTest_saysHowToUseIt() {
        assertThatThrownBy(edge::url).isInstanceOf(IllegalStateException.class).hasMessageContaining(
                "Declare it as a field of a @QuarkusTest or @QuarkusIntegrationTest");
    }

    @Test
    void missingEdge_saysWhatToDo() {
        setUp(Map.of());

        assertThatThrownBy(() -> edge.assertSigned("http://localhost/a")).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("There is no local edge: all signers of the application have a private key")
                .hasMessageEndingWith("Use CloudFrontVerifier.of(url) with the signer's public key");
    }

    private void setUp(Map<String, String> properties) {
        edge.setIntegrationTestContext(new DevServicesContext() {

            @Override
            public Map<String, String> devServicesProperties() {
                return properties;
            }

            @Override
            public Optional<String> containerNetworkId() {
                return Optional.empty();
            }
        });
    }
}
