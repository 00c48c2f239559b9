package io.quarkiverse.cloudfront.signer.deployment;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;

class MembersTest extends MembersContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(CLASSES))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());
}
