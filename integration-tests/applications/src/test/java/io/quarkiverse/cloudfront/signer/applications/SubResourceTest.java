package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

@Tag("nightly")
class SubResourceTest extends HttpContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("subresource+instance", "rest-jackson");

    SubResourceTest() {
        super("subresource", "instance");
    }
}
