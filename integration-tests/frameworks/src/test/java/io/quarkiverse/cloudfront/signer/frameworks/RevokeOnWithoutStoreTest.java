package io.quarkiverse.cloudfront.signer.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application that is to revoke at logouts, but has nowhere to write revocations: with a key of its own, there is no local
 * edge.
 */
@Tag("nightly")
class RevokeOnWithoutStoreTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClass(MarksTest.Film.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-oidc", System.getProperty("version.quarkus"))))
            .overrideConfigKey("quarkus.cloudfront-signer.url", "https://media.example.com")
            .overrideConfigKey("quarkus.cloudfront-signer.key-pair-id", "K1")
            .overrideConfigKey("quarkus.cloudfront-signer.private-key", NewKey.pem(NewKey.p256Pair().getPrivate()))
            .overrideConfigKey("quarkus.cloudfront-signer.marks.enabled", "true")
            .overrideConfigKey("quarkus.cloudfront-signer.marks.secret", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
            .overrideConfigKey("quarkus.cloudfront-signer.marks.revoke-on", "logout")
            .overrideConfigKey("quarkus.keycloak.devservices.enabled", "false")
            .overrideConfigKey("quarkus.oidc.tenant-enabled", "false")
            .assertException(failure -> assertThat(failure)
                    .hasStackTraceContaining("quarkus.cloudfront-signer.marks.revoke-on needs a store of revocations"));

    @Test
    void start_fails() {
        Assertions.fail("the application started");
    }
}
