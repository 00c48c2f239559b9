package io.quarkiverse.cloudfront.signer.deployment;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * Where the application protects what has no security annotation by a role.
 */
class DefaultRolesTest extends AuthorizationPairsContract {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application()
            .overrideConfigKey("quarkus.security.jaxrs.default-roles-allowed", "admin");
}
