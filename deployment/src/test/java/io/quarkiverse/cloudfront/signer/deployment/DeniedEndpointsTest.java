package io.quarkiverse.cloudfront.signer.deployment;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * Where the application denies endpoints that have no security annotation.
 */
class DeniedEndpointsTest extends AuthorizationPairsContract {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application()
            .overrideConfigKey("quarkus.security.jaxrs.deny-unannotated-endpoints", "true");
}
