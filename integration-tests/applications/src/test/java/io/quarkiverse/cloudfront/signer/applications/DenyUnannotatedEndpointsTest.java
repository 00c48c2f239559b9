package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

@Tag("nightly")
class DenyUnannotatedEndpointsTest extends PairsContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("pairs", "rest-jackson")
            .overrideConfigKey("quarkus.security.jaxrs.deny-unannotated-endpoints", "true");
}
