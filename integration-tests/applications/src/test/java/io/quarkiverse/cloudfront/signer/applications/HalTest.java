package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class HalTest extends HalContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("hal", "rest-jackson", "rest-links", "hal");

    HalTest() {
        super("hal", "hal-list");
    }
}
