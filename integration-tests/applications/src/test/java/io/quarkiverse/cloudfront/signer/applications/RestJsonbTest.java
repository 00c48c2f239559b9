package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

@Tag("nightly")
class RestJsonbTest extends HttpContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("rest", "rest-jsonb");

    RestJsonbTest() {
        super("rest-jsonb", "rest-jsonb-list", "rest-jsonb-array", "rest-jsonb-sse", "rest-jsonb-ndjson");
    }

    @Override
    String path(Matrix.Cell cell, String guard) {
        return super.path(cell, guard).replace("/rest-jsonb", "/rest");
    }
}
