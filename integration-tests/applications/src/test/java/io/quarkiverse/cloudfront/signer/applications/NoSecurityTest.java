package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusProdModeTest;

/**
 * Without a security extension, callers cannot be checked, so the build for production fails.
 */
@Tag("nightly")
class NoSecurityTest {

    @RegisterExtension
    static final QuarkusProdModeTest TEST = new QuarkusProdModeTest()
            .withApplicationRoot(root -> Applications.addClasses(root, "rest"))
            .setForcedDependencies(Applications.dependencies("rest-jackson"))
            .assertBuildException(
                    failure -> BuildFailure.assertAsInTheMatrix("no-security", failure, "not have a security extension",
                            "@PermitAll"));

    @Test
    void application_doesNotBuild() {
        BuildFailure.missed();
    }
}
