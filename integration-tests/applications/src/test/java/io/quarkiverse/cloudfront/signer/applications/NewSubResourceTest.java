package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

@Tag("nightly")
class NewSubResourceTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("newsubresource+newsubresourcefield", "rest-jackson")
            .assertException(failure -> BuildFailure.assertNames(failure, "#url", "#wildcard", "#cookies", "Album#field ",
                    "Album#fieldForAdmins "));

    @Test
    void application_doesNotBuild() {
        BuildFailure.missed();
    }
}
