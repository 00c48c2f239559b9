package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class OwnSerializerTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("serializer", "rest-jackson")
            .assertException(failure -> BuildFailure.assertNames(failure, "PhotoSerializer writes", "applications.Photo"));

    @Test
    void application_doesNotBuild() {
        BuildFailure.missed();
    }
}
