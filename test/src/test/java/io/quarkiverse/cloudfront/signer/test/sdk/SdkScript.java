package io.quarkiverse.cloudfront.signer.test.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A program that signs with an AWS SDK. */
final class SdkScript {

    static final Path DIRECTORY = Path.of("src", "test", "sdk").toAbsolutePath();

    private SdkScript() {
    }

    /** What the program prints. */
    static String run(Path directory, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    static List<SdkSignature> signatures(String output) {
        return output.lines().map(SdkSignature::parse).toList();
    }
}
