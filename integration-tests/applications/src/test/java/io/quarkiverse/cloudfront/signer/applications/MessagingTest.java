package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class MessagingTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("messaging", "messaging")
            .assertException(failure -> BuildFailure.assertNames(failure, "#url", "#wildcard", "#cookies", "@PermitAll"));

    @Test
    void application_doesNotBuild() {
        BuildFailure.missed();
    }
}
