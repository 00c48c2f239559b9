package io.quarkiverse.cloudfront.cli.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.cli.Cli;

/**
 * What an AWS SDK signs is explained as allowed, and with each mistake by the sentence about this mistake.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SdkContract {

    static final String SITE = "https://media.example.com";
    static final String URL = SITE + "/private/a.txt?size=m";
    static final Instant NOW = Instant.parse("2026-11-24T14:00:00Z");
    static final Instant LATER = NOW.plusSeconds(900);

    /** The scripts that the tests of the edge have, too. */
    static final Path SCRIPTS = Path.of("..", "test", "src", "test", "sdk").toAbsolutePath().normalize();

    private SdkKeys keys;
    private List<SdkSignature> signatures;

    /** Signatures for {@link #URL} that expire at {@link #LATER}. */
    abstract List<SdkSignature> sign(SdkKeys keys) throws IOException, InterruptedException;

    @BeforeAll
    void sign(@TempDir Path directory) throws IOException, InterruptedException {
        keys = SdkKeys.in(directory);
        signatures = sign(keys);
    }

    Stream<SdkSignature> signatures() {
        return signatures.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signatures")
    void signature_isExplained(SdkSignature signature) {
        assertThat(keys.explain(signature, "--at", NOW.toString()).out()).startsWith("Allowed: CloudFront serves the object; ");

        List<Breakage> breakages = Breakage.all(LATER.plusSeconds(3600).toString());
        assertThat(breakages).hasSizeGreaterThanOrEqualTo(12);
        for (Breakage breakage : breakages) {
            String[] options = breakage.options().isEmpty() ? new String[] { "--at", NOW.toString() }
                    : breakage.options().toArray(String[]::new);
            Cli explained = keys.explain(breakage.change().apply(signature), options);
            assertThat(explained.lines().get(0)).as(breakage.name()).matches("Refused \\(\\w+\\): "
                    + (signature.isCanned() ? breakage.canned() : breakage.custom()));
            assertThat(explained.exitCode()).isEqualTo(1);
        }
    }

    static String run(Path directory, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    static List<SdkSignature> parse(String output) {
        return output.lines().map(SdkSignature::parse).filter(signature -> !signature.labels().contains("special")).toList();
    }
}
