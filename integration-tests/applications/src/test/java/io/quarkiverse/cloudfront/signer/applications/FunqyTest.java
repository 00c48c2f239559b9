package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

@Tag("nightly")
class FunqyTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("funqy", "funqy-http")
            .assertException(failure -> BuildFailure.assertAsInTheMatrix("funqy", failure, "Funqy"));

    @Test
    void application_doesNotBuild() {
        BuildFailure.missed();
    }
}
