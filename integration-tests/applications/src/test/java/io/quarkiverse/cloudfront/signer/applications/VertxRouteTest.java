package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class VertxRouteTest extends HttpContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("beans+vertxroute", "jackson");

    VertxRouteTest() {
        super("vertxroute");
    }
}
