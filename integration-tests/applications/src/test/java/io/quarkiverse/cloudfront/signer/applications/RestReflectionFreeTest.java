package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

@Tag("nightly")
class RestReflectionFreeTest extends HttpContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("rest", "rest-jackson")
            .overrideConfigKey("quarkus.rest.jackson.optimization.enable-reflection-free-serializers", "true");

    RestReflectionFreeTest() {
        super("rest-reflection-free", "rest-reflection-free-list", "rest-reflection-free-array",
                "rest-reflection-free-sse", "rest-reflection-free-ndjson");
    }

    @Override
    String path(Matrix.Cell cell, String guard) {
        return super.path(cell, guard).replace("/rest-reflection-free", "/rest");
    }
}
