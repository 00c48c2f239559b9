package io.quarkiverse.cloudfront.signer.everything;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.signer.fixtures.NativeSources;

/**
 * The arguments for the builder of native executables, which not every machine has.
 */
@Tag("nightly")
class NativeArgumentsTest {

    @TempDir
    Path target;

    /** The AWS SDK refers to an optional library, and calls AWS with HTTPS through URLs. */
    @Test
    void applicationWithTheAwsSdk_linksAtRuntimeAndOpensHttpsUrls() throws Exception {
        assertThat(Files.readString(NativeSources.build(target).resolve("native-image.args")))
                .contains("--enable-url-protocols=http,https").doesNotContain("--link-at-build-time");
    }
}
