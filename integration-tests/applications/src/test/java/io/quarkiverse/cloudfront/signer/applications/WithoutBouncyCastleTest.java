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
                .contains(
                        "quarkus.cloudfront-signer.private-key is damaged, or in a form that requires BouncyCastle (BEGIN RSA "
                                + "PRIVATE KEY). Without it, a key must be PKCS#8 with RSA or P-256. An encrypted "
                                + "key must use AES, PBKDF2, and an ASCII passphrase. Convert it: openssl pkey -in old.pem "
                                + "-out private-key.pem (-aes256 encrypts it), or add the dependency org.bouncycastle:bcprov-jdk18on")
                .doesNotContain("NoClassDefFoundError");
    }
}
