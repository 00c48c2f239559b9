package io.quarkiverse.cloudfront.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.cli.Cli;
import io.vertx.core.json.JsonObject;

/**
 * What a build writes of an application, and what its template sets up. A test of the build compares the file with both.
 */
class GoLiveSetUpsTest {

    @TempDir
    private Path directory;

    static Stream<JsonObject> setUps() throws IOException {
        return Files.readAllLines(Path.of("../deployment/src/test/resources/cloudfront-signer/set-ups.jsonl")).stream()
                .map(JsonObject::new);
    }

    @ParameterizedTest
    @MethodSource("setUps")
    void setUpOfTheTemplate_hasNoFinding(JsonObject setUp) throws IOException {
        Cli run = new Checked(directory).run(setUp.getJsonObject("paths"), setUp);

        assertThat(run.lines()).as(run.out() + run.err()).noneMatch(line -> line.matches("(?:open|mismatch|note): .*"))
                .anyMatch(line -> line.startsWith("Open: 0, mismatches: 0"));
        assertThat(run.exitCode()).isZero();
    }

    /** The code has signed films since the last change of the distribution. */
    @Test
    void methodWithANewResource_failsThePipeline() throws IOException {
        JsonObject setUp = setUps().findFirst().orElseThrow();
        setUp.getJsonObject("paths").getJsonArray("signers").getJsonObject(0).getJsonArray("paths")
                .add(Samples.path("/films/*", "/films/*", "org.acme.FilmService#film", "/films/*"));

        Cli run = new Checked(directory).run(setUp.getJsonObject("paths"), setUp);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines()).containsOnlyOnce(
                "open: /films/* (org.acme.FilmService#film): the default cache behavior does not require signatures, so "
                        + "anyone can read /films/x",
                "  To fix it: Add a cache behavior with the path pattern /films/* in front of "
                        + "DistributionConfig.DefaultCacheBehavior, with TrustedKeyGroups, or set DistributionConfig"
                        + ".DefaultCacheBehavior.TrustedKeyGroups to {\"Enabled\": true, \"Quantity\": 1, \"Items\": "
                        + "[\"KEY_GROUP_ID\"]}");
        assertThat(run.lines()).filteredOn(line -> line.startsWith("open: ")).hasSize(1);
    }
}
