package io.quarkiverse.cloudfront.signer.deployment.marks;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * An application whose first step is to enable marks, before it signs anything.
 */
@Tag("nightly")
class MarksFirstTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("quarkus.cloudfront-signer.marks.enabled", "true");

    @ConfigProperty(name = "quarkus.cloudfront-signer.marks.secret")
    String secret;

    @Test
    void application_startsWithTheSecretOfTheEdge() {
        assertThat(secret).isNotEmpty();
    }
}
