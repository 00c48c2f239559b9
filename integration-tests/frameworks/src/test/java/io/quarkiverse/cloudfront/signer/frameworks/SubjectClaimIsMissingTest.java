package io.quarkiverse.cloudfront.signer.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application with marks whose providers do not issue ID tokens, and which does not say what identifies their users.
 */
@Tag("nightly")
class SubjectClaimIsMissingTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = tenant(tenant(tenant(new QuarkusUnitTest(), "music"), "issuing"), "disabled")
            .withApplicationRoot(root -> root.addClasses(MarksTest.Film.class, TestOrigin.class, TestProvider.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-oidc", System.getProperty("version.quarkus"))))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.cloudfront-signer.marks.enabled", "true")
            .overrideConfigKey("quarkus.keycloak.devservices.enabled", "false")
            .overrideConfigKey("quarkus.oidc.provider", "github")
            .overrideConfigKey("quarkus.oidc.client-id", "site")
            .overrideConfigKey("quarkus.oidc.credentials.secret", "a-secret-of-at-least-thirty-two-characters")
            .overrideConfigKey("quarkus.oidc.music.authentication.id-token-required", "false")
            .overrideConfigKey("quarkus.oidc.music.authentication.user-info-required", "true")
            .overrideConfigKey("quarkus.oidc.disabled.tenant-enabled", "false")
            .overrideConfigKey("quarkus.oidc.disabled.authentication.id-token-required", "false")
            .assertException(failure -> assertThat(failure).hasMessage(
                    "quarkus.cloudfront-signer.marks.subject-claim is missing, but marks are enabled, and the providers of "
                            + "these tenants of quarkus-oidc do not issue ID tokens, whose \"sub\" claim would identify users: "
                            + "[Default, music]. Set it to a claim of the token or of its UserInfo that identifies a user and "
                            + "never changes, such as \"id\" with GitHub and Spotify"));

    private static QuarkusUnitTest tenant(QuarkusUnitTest test, String tenant) {
        String prefix = "quarkus.oidc." + tenant + ".";
        return test.overrideConfigKey(prefix + "auth-server-url", TestProvider.url())
                .overrideConfigKey(prefix + "application-type", "web-app")
                .overrideConfigKey(prefix + "client-id", tenant)
                .overrideConfigKey(prefix + "credentials.secret", "a-secret-of-at-least-thirty-two-characters");
    }

    @Test
    void start_fails() {
        Assertions.fail("the application started");
    }
}
