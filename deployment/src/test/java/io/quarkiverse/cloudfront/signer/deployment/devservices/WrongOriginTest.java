package io.quarkiverse.cloudfront.signer.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A misspelled origin is reported, and not treated as an empty one.
 */
@Tag("nightly")
class WrongOriginTest {

    private static final String MISSING = Path.of("src", "misspelled").toAbsolutePath().toString();

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", MISSING)
            .assertException(failure -> assertThat(failure).hasStackTraceContaining(
                    "quarkus.cloudfront-signer.devservices.origin names " + MISSING + ", which is not a directory; "
                            + "set it to a directory, or to a URL that begins with http:// or https://"));

    @Inject
    CloudFrontSigner signer;

    @Test
    void invalidOrigin_failsTheBuild() {
        fail("the build was to fail");
    }
}
