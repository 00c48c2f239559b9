package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class ServletTest extends HttpContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("beans+servlet", "undertow", "jackson");

    ServletTest() {
        super("servlet");
    }
}
