package io.quarkiverse.cloudfront.signer.deployment;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * Members are private, where each request's identity is known before its method is.
 */
class MemberSecurityTest extends MemberSecurityContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = application();
}
