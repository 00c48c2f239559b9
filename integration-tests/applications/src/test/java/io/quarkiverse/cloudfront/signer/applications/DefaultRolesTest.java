package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class DefaultRolesTest extends PairsContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("pairs", "rest-jackson")
            .overrideConfigKey("quarkus.security.jaxrs.default-roles-allowed", "admin");
}
