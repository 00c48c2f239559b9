package io.quarkiverse.cloudfront.signer.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner.Lifetime;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An old public key must stay in the key group until everything that its key has signed has expired. Methods, signed fields,
 * and templates can all set a lifetime.
 */
class LongestLifeTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(NewKey.class, Resource.class, Photo.class)
                    .addAsResource(new StringAsset("{#cloudfront resource='/a/*' signer='templates' expiresIn='3h'}"
                            + "{cloudfront:url('/a/b')}{/cloudfront}"), "templates/page.html"))
            .overrideConfigKey("quarkus.cloudfront-signer.url", "https://default.example")
            .overrideConfigKey("quarkus.cloudfront-signer.key-pair-id", "K1")
            .overrideConfigKey("quarkus.cloudfront-signer.private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.keys.\"K2\".private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.keys.\"K2\".active-from", "2026-01-01T00:00:00Z")
            .overrideConfigKey("quarkus.cloudfront-signer.methods.url", "https://methods.example")
            .overrideConfigKey("quarkus.cloudfront-signer.methods.key-pair-id", "K3")
            .overrideConfigKey("quarkus.cloudfront-signer.methods.private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.methods.keys.\"K4\".private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.methods.keys.\"K4\".active-from", "2026-01-01T00:00:00Z")
            .overrideConfigKey("quarkus.cloudfront-signer.templates.url", "https://templates.example")
            .overrideConfigKey("quarkus.cloudfront-signer.templates.key-pair-id", "K5")
            .overrideConfigKey("quarkus.cloudfront-signer.templates.private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.templates.keys.\"K6\".private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.templates.keys.\"K6\".active-from", "2026-01-01T00:00:00Z");

    @Inject
    Signers signers;

    @Test
    void lifetimesOfMethodsAndTemplates_delayTheRetirementOfKeys() {
        Map<String, String> keys = given().get("/q/health/ready").then().statusCode(200).extract().jsonPath()
                .getMap("checks.find { it.name == 'CloudFront signing keys' }.data");
        assertThat(keys.get("<default>")).contains("K1 can be removed from the key group after 2026-01-01T01:00:00Z;");
        assertThat(keys.get("methods")).contains("K3 can be removed from the key group after 2026-01-01T02:00:00Z;");
        assertThat(keys.get("templates")).contains("K5 can be removed from the key group after 2026-01-01T03:00:00Z;");
    }

    /** Revocations must stay for as long. */
    @Test
    void longestGrants_areKnownWithTheirPlaces() {
        assertThat(signers.find("<default>").longest())
                .isEqualTo(new Lifetime(Duration.ofHours(1), Photo.class.getName() + "#image"));
        assertThat(signers.find("methods").longest())
                .isEqualTo(new Lifetime(Duration.ofHours(2), Resource.class.getName() + "#url"));
        assertThat(signers.find("templates").longest())
                .isEqualTo(new Lifetime(Duration.ofHours(3), "The template page.html, line 1"));
    }

    public record Photo(@SignedResource(expiresIn = "1h") String image) {
    }

    @Path("/")
    public static class Resource {

        @GET
        @Path("url")
        @SignedResource(signer = "methods", expiresIn = "2h")
        public String url() {
            return "/a.jpg";
        }

        @GET
        @Path("photo")
        public Photo photo() {
            return new Photo("/a.jpg");
        }
    }
}
