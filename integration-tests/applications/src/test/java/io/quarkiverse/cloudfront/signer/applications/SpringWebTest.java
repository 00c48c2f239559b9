package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class SpringWebTest extends HttpContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("spring", "spring-web", "rest-jackson");

    SpringWebTest() {
        super("spring");
    }
}
