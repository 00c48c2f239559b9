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
 * A gate that leads each login to the page at which quarkus-oidc ends the session. Only the start knows that page.
 */
@Tag("nightly")
class LandingAtTheLogoutTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClass(TestOrigin.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-oidc", System.getProperty("version.quarkus"))))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.cloudfront-signer.gate.resource", "/docs/*")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.landing", "/docs/bye")
            .overrideConfigKey("quarkus.keycloak.devservices.enabled", "false")
            .overrideConfigKey("quarkus.oidc.tenant-enabled", "false")
            .overrideConfigKey("quarkus.oidc.logout.path", "/docs/bye")
            .assertException(failure -> assertThat(failure)
                    .hasStackTraceContaining("quarkus.cloudfront-signer.gate.resource leads logins to \"/docs/bye\", where "
                            + "quarkus-oidc logs users in or out. Set the landing property of this gate to a page of the "
                            + "site"));

    @Test
    void start_fails() {
        Assertions.fail("the application started");
    }
}
