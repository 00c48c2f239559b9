package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

@Tag("nightly")
class SignedJobTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("signedjob", "scheduler")
            .assertException(failure -> BuildFailure.assertNames(failure, "SignedJob#cookies", "@PermitAll"));

    @Test
    void application_doesNotBuild() {
        BuildFailure.missed();
    }
}
