package io.quarkiverse.cloudfront.signer.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A path that no distribution could have.
 */
class WrongApplicationPathTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.application-paths", "/api/*,api/pictures")
            .assertException(failure -> assertThat(failure).hasStackTraceContaining(
                    "quarkus.cloudfront-signer.devservices.application-paths contains a value that is not a path "
                            + "pattern of CloudFront: number 2 of 2. Begin it with a slash, and end it with * if it stands for all paths below, such as "
                            + "/api/*"));

    @Inject
    CloudFrontSigner signer;

    @Test
    void invalidPath_failsTheBuild() {
        fail("the build was to fail");
    }
}
