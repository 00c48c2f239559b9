package io.quarkiverse.cloudfront.signer.deployment;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * Members are private, also where identities are looked for when they are needed.
 */
class LazyMemberSecurityTest extends MemberSecurityContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = application().overrideConfigKey("quarkus.http.auth.proactive", "false");
}
