package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

@Tag("nightly")
class RestEasyClassicTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("classic", "resteasy-jackson")
            .assertException(failure -> BuildFailure.assertAsInTheMatrix("classic", failure, "RESTEasy Classic"));

    @Test
    void application_doesNotBuild() {
        BuildFailure.missed();
    }
}
