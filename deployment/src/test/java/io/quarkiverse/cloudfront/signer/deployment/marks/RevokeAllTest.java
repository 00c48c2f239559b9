package io.quarkiverse.cloudfront.signer.deployment.marks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.Grants;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Viewers who do not log in cannot get a later login, so they go on after all logins are revoked.
 */
@Tag("nightly")
class RevokeAllTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Files.class, TestOrigin.class))
            .overrideConfigKey("quarkus.cloudfront-signer.marks.enabled", "true")
            .overrideConfigKey("quarkus.cloudfront-signer.expiry-window", "1h")
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    @Inject
    CloudFrontSigner signer;

    @Inject
    Grants grants;

    @Test
    void anonymousViewers_getNewUrlsAtOnce() throws Exception {
        String ofAlice = signer.forUser("", "alice").sign("/a.txt");
        assertThat(SignedUrls.status(ofAlice)).isEqualTo(200);

        grants.revokeAll().await().indefinitely();

        assertThat(SignedUrls.status(ofAlice)).isEqualTo(403);
        assertThat(SignedUrls.status(given().get("/files").asString())).isEqualTo(200);
        assertThat(given().get("/files").header("Cache-Control")).isEqualTo("private, no-cache");
    }

    @PermitAll
    @Path("/files")
    public static class Files {

        @GET
        @SignedResource
        public String url() {
            return "/a.txt";
        }
    }
}
