package io.quarkiverse.cloudfront.signer.deployment;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * Where the application says nothing about all endpoints.
 */
class AuthorizationPairsTest extends AuthorizationPairsContract {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application();
}
