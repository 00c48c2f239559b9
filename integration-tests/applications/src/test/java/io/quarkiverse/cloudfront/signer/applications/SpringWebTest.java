package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

@Tag("nightly")
class SpringWebTest extends HttpContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("spring", "spring-web", "rest-jackson");

    SpringWebTest() {
        super("spring");
    }
}
