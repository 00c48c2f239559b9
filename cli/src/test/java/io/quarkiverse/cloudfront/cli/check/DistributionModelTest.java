package io.quarkiverse.cloudfront.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.cli.Cli;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.vertx.core.json.JsonObject;

/** The files of the tests have the shapes of AWS's API. */
class DistributionModelTest {

    @TempDir
    private Path directory;

    private static String python(Program program, List<JsonObject> files, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                Stream.of(program.path(), "src/test/resources/io/quarkiverse/cloudfront/cli/check/model.py"),
                Stream.of(arguments)).toList();
        Process python = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var in = python.outputWriter(StandardCharsets.UTF_8)) {
            in.write(String.join("\n", files.stream().map(JsonObject::encode).toList()));
        }
        String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    @NeedsProgram(Program.BOTOCORE)
    void files_haveTheShapesOfTheModel() throws Exception {
        List<JsonObject> files = Stream.concat(ChangedDistributionsTest.all(), Stream.of(RealisticDistributions.all(),
                DistributionsOfOthersTest.distributions().map(DistributionsOfOthersTest::config).toList(),
                GoLiveSetUpsTest.setUps().toList(),
                List.of(Samples.keyGroup("G1", "K1"), Samples.publicKeys(Map.of("K1", "pem")),
                        Samples.function("arn:aws:cloudfront::1:function/f", "cloudfront-js-2.0", true)))
                .flatMap(List::stream)).toList();

        assertThat(python(Program.BOTOCORE, files).strip()).isEqualTo(String.valueOf(files.size()));
    }

    /** It forgets the origin access control, and has both a cache policy and forwarded values. */
    @Test
    @NeedsProgram(Program.MOTO)
    void answerOfAnApi_isRead() throws Exception {
        JsonObject answer = new JsonObject(python(Program.MOTO, List.of(Samples.distribution()), "moto"));

        Cli run = new Checked(directory).run(Samples.paths(), answer);
        assertThat(run.out()).contains("the cache behavior /films/* requires signatures of the key group G1");
        assertThat(run.lines().stream().filter(line -> !line.startsWith("restricted: ") && !line.startsWith("not checked: ")))
                .as(answer.encode()).hasSize(3).first().asString().startsWith("open: The origin bucket.s3.eu-central-1");
    }
}
