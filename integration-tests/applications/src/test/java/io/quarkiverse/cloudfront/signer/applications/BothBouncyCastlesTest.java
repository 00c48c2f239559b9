package io.quarkiverse.cloudfront.signer.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * An application that has BouncyCastle for FIPS, and does not exclude BouncyCastle.
 */
@Tag("nightly")
class BothBouncyCastlesTest {

    @RegisterExtension
    static final QuarkusProdModeTest TEST = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addPackage(WithoutBouncyCastle.CLASSES))
            .setForcedDependencies(dependencies())
            .setLogRecordPredicate(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue());

    @ProdBuildResults
    ProdModeTestResults results;

    private static List<Dependency> dependencies() {
        List<Dependency> dependencies = new ArrayList<>(Applications.dependencies("rest"));
        dependencies.add(Dependency.of("org.bouncycastle", "bc-fips", System.getProperty("version.bc-fips")));
        return dependencies;
    }

    @Test
    void build_warns() {
        assertThat(results.getRetainedBuildLogRecords()).anySatisfy(entry -> assertThat(entry.getMessage())
                .isEqualTo(
                        "The application has both BouncyCastle and BouncyCastle for FIPS, whose classes have the same names, "
                                + "so either can fail at any time. Exclude org.bouncycastle from quarkus-cloudfront-signer, or remove "
                                + "org.bouncycastle:bc-fips"));
    }
}
