package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

@Tag("nightly")
class MessagingTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("messaging", "messaging")
            .assertException(failure -> BuildFailure.assertNames(failure, "#url", "#wildcard", "#cookies", "@PermitAll"));

    @Test
    void application_doesNotBuild() {
        BuildFailure.missed();
    }
}
