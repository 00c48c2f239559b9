package io.quarkiverse.cloudfront.signer.deployment.capability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A gate in an application that does not have the extension for it.
 */
@Tag("nightly")
class GateExtensionTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.cloudfront-signer.gate.resource", "/*")
            .assertException(failure -> assertThat(failure).rootCause().isInstanceOf(ConfigurationException.class).hasMessage(
                    "quarkus.cloudfront-signer.gate.resource is set, but the gate is in another extension, which the "
                            + "application does not have. Add the dependency "
                            + "io.quarkiverse.cloudfront:quarkus-cloudfront-signer-gate"));

    @Test
    void gateWithoutItsExtension_failsTheBuild() {
        fail("the build was to fail");
    }
}
