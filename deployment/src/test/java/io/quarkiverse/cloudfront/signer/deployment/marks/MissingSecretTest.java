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
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkus.test.QuarkusUnitTest;

/** An application with a key of its own does not have the local edge, which brings a secret. */
@Tag("nightly")
class MissingSecretTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Files.class))
            .overrideConfigKey("quarkus.cloudfront-signer.url", "https://media.example.com")
            .overrideConfigKey("quarkus.cloudfront-signer.key-pair-id", "K1")
            .overrideConfigKey("quarkus.cloudfront-signer.private-key", NewKey.pem(NewKey.p256Pair().getPrivate()))
            .overrideConfigKey("quarkus.cloudfront-signer.marks.enabled", "true")
            .assertException(failure -> assertThat(failure).hasStackTraceContaining(
                    "quarkus.cloudfront-signer.marks.secret is missing, but marks are enabled. Set it to 32 random bytes in base64, "
                            + "for example the output of `openssl rand -base64 32`, and use the same value on every replica"));

    @Test
    void start_fails() {
        fail("the application started");
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
