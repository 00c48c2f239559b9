package io.quarkiverse.cloudfront.signer.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * An application that has BouncyCastle for FIPS instead of BouncyCastle. Both have the same packages, so they cannot be on the
 * class path together.
 */
@Tag("nightly")
class BouncyCastleFipsTest {

    @RegisterExtension
    static final QuarkusProdModeTest TEST = WithoutBouncyCastle.with(
            Dependency.of("org.bouncycastle", "bc-fips", System.getProperty("version.bc-fips")),
            Dependency.of("io.quarkus", "quarkus-security", System.getProperty("version.quarkus")))
            .overrideConfigKey("quarkus.security.security-providers", "BCFIPS");

    @ProdBuildResults
    ProdModeTestResults results;

    @Test
    void plainKeys_besideBouncyCastleFips_sign() throws Exception {
        assertThat(WithoutBouncyCastle.bouncyCastleJars(results.getBuiltArtifactPath())).singleElement().asString()
                .startsWith("org.bouncycastle.bc-fips");
        assertThat(WithoutBouncyCastle.get(TEST, "/providers").split(" ")).contains("BCFIPS");

        WithoutBouncyCastle.assertSigns(TEST);
    }

    @Test
    void keyInAnotherForm_isNamedAtStart(@TempDir Path directory) throws Exception {
        assertThat(WithoutBouncyCastle.startWithPkcs1(results.getBuiltArtifactPath(), directory.resolve("log").toFile()))
                .contains("is damaged, or in a form that requires BouncyCastle (BEGIN RSA PRIVATE KEY)")
                .doesNotContain("NoClassDefFoundError");
    }
}
