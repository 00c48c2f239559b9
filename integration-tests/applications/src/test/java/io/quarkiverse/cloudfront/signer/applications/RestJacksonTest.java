package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class RestJacksonTest extends HttpContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("rest+template", "rest-jackson", "rest-qute");

    RestJacksonTest() {
        super("rest", "rest-list", "rest-array", "rest-sse", "rest-ndjson", "template");
    }
}
