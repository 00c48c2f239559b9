package io.quarkiverse.cloudfront.signer.deployment;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * Where the application denies what has no security annotation beside methods that have one.
 */
class DeniedMembersTest extends AuthorizationPairsContract {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application()
            .overrideConfigKey("quarkus.security.deny-unannotated-members", "true");
}
