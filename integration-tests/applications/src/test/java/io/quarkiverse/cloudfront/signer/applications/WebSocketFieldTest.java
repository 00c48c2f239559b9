package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

@Tag("nightly")
class WebSocketFieldTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("websocketfield", "websockets-next")
            .assertException(failure -> BuildFailure.assertNames(failure, "#answer"));

    @Test
    void application_doesNotBuild() {
        BuildFailure.missed();
    }
}
