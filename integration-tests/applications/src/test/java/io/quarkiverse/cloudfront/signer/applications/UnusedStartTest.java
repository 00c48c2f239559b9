package io.quarkiverse.cloudfront.signer.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * A packaged application that has the extension on its class path, and neither uses nor configures it.
 */
class UnusedStartTest {

    private static final LoadedClasses LOADED = new LoadedClasses();

    /** Quarkus REST maps them. */
    private static final List<String> FAILURES = List.of("io.quarkiverse.cloudfront.signer.CloudFrontSignerException",
            LoadedClasses.ROOMS + "field.FieldFailure", LoadedClasses.ROOMS + "rest.CloudFrontSignerExceptionMapper");

    @RegisterExtension
    static final QuarkusProdModeTest TEST = new QuarkusProdModeTest()
            .withEmptyApplication()
            .setForcedDependencies(Applications.dependencies("rest", "security"))
            .setJVMArgs(LOADED.arguments())
            .setRuntimeProperties(Map.of("quarkus.http.port", "0"))
            .setRun(true);

    @ProdBuildResults
    ProdModeTestResults results;

    /** The configuration, and the beans of the signers and of the crypto library, which are not created. */
    @Test
    void unusedExtension_onlyReadsItsConfiguration() throws IOException {
        assertThat(LOADED.ofExtension()).isNotEmpty().allMatch(name -> name.startsWith(LoadedClasses.ROOMS + "config.")
                || name.startsWith(LoadedClasses.ROOMS + "signer.")
                || name.startsWith(LoadedClasses.ROOMS + "key.bouncycastle.BouncyCastleLibrary")
                || name.equals(LoadedClasses.ROOMS + "CloudFrontSignerRecorder")
                || FAILURES.stream().anyMatch(name::startsWith)
                || LoadedClasses.isPlainType(results, name));
    }

    @Test
    void unusedExtension_loadsNoLibrary() throws IOException {
        assertThat(LOADED.ofLibraries()).isEmpty();
    }
}
