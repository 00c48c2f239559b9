package io.quarkiverse.cloudfront.signer.deployment;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * What a method costs in an application that has the extension and no annotation.
 */
class UnannotatedApplicationTest extends ZeroCostContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(ZeroCostContract.class, Unannotated.class));
}
