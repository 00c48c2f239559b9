package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

@Tag("nightly")
class HalJsonbTest extends HalContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("hal", "rest-jsonb", "rest-links", "hal");

    HalJsonbTest() {
        super("hal-jsonb", "hal-jsonb-list");
    }
}
