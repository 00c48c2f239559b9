package io.quarkiverse.cloudfront.signer.deployment;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * The overhead of a method in an application that has the extension and no annotations.
 */
class UnannotatedApplicationTest extends ZeroCostContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(ZeroCostContract.class, Unannotated.class));
}
