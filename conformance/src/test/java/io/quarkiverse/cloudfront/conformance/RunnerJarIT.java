package io.quarkiverse.cloudfront.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.signer.fixtures.NewKey;

/** The packaged runner, as {@code ask-aws} starts it. */
class RunnerJarIT {

    private static final Path JAR = Path.of("target", "conformance.jar").toAbsolutePath();

    @TempDir
    Path directory;

    private Run run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, "");
    }

    @Test
    void keys_areMade() throws Exception {
        for (String type : List.of("rsa", "p256")) {
            assertThat(run("keygen", "--type", type, type).exitCode()).isZero();
            assertThat(directory.resolve(type)).isDirectoryContaining("glob:**private-key.pem")
                    .isDirectoryContaining("glob:**public-key.pem");
        }
    }

    @Test
    void questions_areAsked() throws Exception {
        KeyPair pair = NewKey.p256Pair();
        try (AskedEdge edge = new AskedEdge(Map.of("KP256", pair), true, false, Clock.systemUTC())) {
            Run run = run("ask", "--url", edge.url().toString(), "--out", "answers.json", "--key-pair-id", "KP256",
                    "--private-key", AskedEdge.privateKey(directory, "KP256", pair).toString());

            assertThat(run.out()).contains(" questions asked, 0 answered differently than expected. ");
            assertThat(run.exitCode()).isZero();
            assertThat(directory.resolve("answers.json")).content().contains("\"p256-sha256\"");
        }
    }
}
