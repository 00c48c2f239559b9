package io.quarkiverse.cloudfront.signer.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * An application that leaves BouncyCastle out.
 */
@Tag("nightly")
class WithoutBouncyCastleTest {

    @RegisterExtension
    static final QuarkusProdModeTest TEST = WithoutBouncyCastle.with();

    @ProdBuildResults
    ProdModeTestResults results;

    @Test
    void plainKeys_sign() throws Exception {
        assertThat(WithoutBouncyCastle.bouncyCastleJars(results.getBuiltArtifactPath())).isEmpty();

        WithoutBouncyCastle.assertSigns(TEST);
    }

    @Test
    void missingEqualSignatures_areReportedAtStart() {
        assertThat(TEST.getStartupConsoleOutput()).containsOnlyOnce("Key pair " + Distribution.KEY_PAIR_ID
                + " signs with P-256 without BouncyCastle, so each signature is different");
    }

    @Test
    void keyInAnotherForm_isNamedAtStart(@TempDir Path directory) throws Exception {
        assertThat(WithoutBouncyCastle.startWithPkcs1(results.getBuiltArtifactPath(), directory.resolve("log").toFile()))
                .contains("quarkus.cloudfront-signer.private-key is in the form PKCS#1 (BEGIN RSA PRIVATE KEY), which requires "
                        + "BouncyCastle. Convert it: openssl pkcs8 -topk8 -nocrypt -in old.pem -out private-key.pem, or add "
                        + "the dependency org.bouncycastle:bcpkix-jdk18on")
                .doesNotContain("NoClassDefFoundError");
    }
}
