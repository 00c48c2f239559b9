package io.quarkiverse.cloudfront.signer.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.test.CloudFrontEdge;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/**
 * A test with a profile gets the edge of its own application, also if the tests before had another profile, and a Dev Service
 * that Quarkus has not stopped.
 */
@Tag("nightly")
@QuarkusTest
@TestProfile(OwnEdgeTest.WithMarks.class)
class OwnEdgeTest {

    public static class WithMarks implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.oidc.tenant-enabled", "false", "quarkus.oidc.devservices.enabled", "false",
                    "quarkus.cloudfront-signer.marks.enabled", "true");
        }
    }

    final CloudFrontEdge edge = new CloudFrontEdge();

    @ConfigProperty(name = "quarkus.cloudfront-signer.url")
    URI own;

    @Inject
    CloudFrontSigner signer;

    @Test
    void edge_isThatOfTheProfile() {
        assertThat(edge.url()).isEqualTo(own);
        edge.assertSigned(signer.forUser("https://id.example.com", "alice").sign("/albums/alps/mirror-lake.svg"))
                .signedWith(edge.keyPairId());
    }
}
