package io.quarkiverse.cloudfront.signer.deployment.marks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.test.QuarkusUnitTest;

@Tag("nightly")
class RevokeOnWithoutOidcTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Files.class))
            .overrideConfigKey("quarkus.cloudfront-signer.marks.enabled", "true")
            .overrideConfigKey("quarkus.cloudfront-signer.marks.revoke-on", "logout")
            .assertException(failure -> assertThat(failure).hasStackTraceContaining(
                    "quarkus.cloudfront-signer.marks.revoke-on requires quarkus-oidc. Add that extension, or call Grants.revoke "
                            + "where the application logs a user out"));

    @Test
    void build_fails() {
        fail("the application was built");
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
