package io.quarkiverse.cloudfront.signer.deployment;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;

/**
 * With the serializers that Quarkus generates, which know nothing of annotations that were not in the class when it was built.
 */
class ReflectionFreeMembersTest extends MembersContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(CLASSES))
            .overrideConfigKey("quarkus.rest.jackson.optimization.enable-reflection-free-serializers", "true")
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());
}
