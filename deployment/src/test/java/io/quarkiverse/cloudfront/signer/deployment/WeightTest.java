package io.quarkiverse.cloudfront.signer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

/**
 * The length of a file is limited. The table of {@link Weight} only informs, and {@code ArchitectureTest} limits packages.
 */
class WeightTest {

    private static final Path ROOT = Path.of("..");
    private static final int MOST_LINES = 400;

    @Test
    void files_areShortEnoughToRead() throws IOException {
        assertThat(Weight.published(ROOT)).isNotEmpty().allSatisfy(file -> assertThat(Files.readAllLines(file).size())
                .as("lines of %s. Split it by what it does, because a class has one job", file)
                .isLessThanOrEqualTo(MOST_LINES));
    }

    @Test
    void code_isReportedByFeature() throws IOException {
        assertThat(Weight.figures(ROOT)).hasSizeGreaterThan(Weight.features(ROOT).size())
                .containsKeys("all: statements", "tests: lines", "tests in deployment: lines");
    }
}
