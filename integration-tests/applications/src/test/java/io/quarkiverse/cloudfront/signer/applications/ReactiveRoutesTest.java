package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class ReactiveRoutesTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("routes", "reactive-routes", "jackson")
            .assertException(failure -> BuildFailure.assertAsInTheMatrix("routes", failure, "reactive route"));

    @Test
    void application_doesNotBuild() {
        BuildFailure.missed();
    }
}
