package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

@Tag("nightly")
class OwnSerializerTest extends HttpContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("serializer", "rest-jackson");

    OwnSerializerTest() {
        super("serializer");
    }
}
