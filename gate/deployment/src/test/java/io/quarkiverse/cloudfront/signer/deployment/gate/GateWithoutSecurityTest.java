package io.quarkiverse.cloudfront.signer.deployment.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusProdModeTest;

/**
 * A gate in an application whose users cannot log in.
 */
class GateWithoutSecurityTest {

    @RegisterExtension
    static final QuarkusProdModeTest TEST = new QuarkusProdModeTest().withEmptyApplication()
            .overrideConfigKey("quarkus.cloudfront-signer.gate.resource", "/*")
            .assertBuildException(failure -> assertThat(failure).hasMessageContaining(
                    "quarkus.cloudfront-signer.gate.resource requires users who log in, but the application does not have a "
                            + "security extension. Add quarkus-oidc"));

    @Test
    void build_fails() {
        fail("the build was to fail");
    }
}
