package io.quarkiverse.cloudfront.signer.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.skippedWithReason;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

import io.quarkiverse.cloudfront.signer.fixtures.SourceTree;

class NeedsProgramTest {

    private static final String NGINX = "nginx (Debian: apt-get install nginx-light; macOS: brew install nginx)";
    private static final String SOFTHSM = "SoftHSM 2 (Debian: apt-get install softhsm2)";

    @TempDir
    Path directory;

    private EngineExecutionResults run(Class<?> tests, String tools) {
        return EngineTestKit.engine("junit-jupiter").selectors(selectClass(tests))
                .configurationParameter(ProgramCondition.TOOLS, tools)
                .configurationParameter(ProgramCondition.SKIPPED, skipped().toString())
                .execute();
    }

    private Path skipped() {
        return directory.resolve("target").resolve("skipped");
    }

    @Test
    void methodWithoutItsPrograms_isSkipped() throws Exception {
        EngineExecutionResults results = run(OneOfTwo.class, "");

        results.allEvents().assertThatEvents()
                .haveExactly(1, skippedWithReason("OneOfTwo.withPrograms needs " + NGINX + " and " + SOFTHSM));
        results.testEvents().assertStatistics(statistics -> statistics.succeeded(1));
        assertThat(skipped()).hasContent(NGINX + "\tOneOfTwo.withPrograms\n" + SOFTHSM + "\tOneOfTwo.withPrograms\n");
    }

    @Test
    void classWithoutItsProgram_isSkippedBeforeItStarts() {
        run(Whole.class, "").containerEvents().assertThatEvents().haveExactly(1, skippedWithReason("Whole needs " + SOFTHSM));
        assertThat(skipped()).hasContent(SOFTHSM + "\tWhole\n");
    }

    @Test
    void missingProgram_failsWhereItIsRequired() {
        run(Whole.class, "required").containerEvents().assertThatEvents().haveExactly(1,
                finishedWithFailure(message(text -> text.contains("Whole needs " + SOFTHSM))));
        assertThat(skipped()).doesNotExist();
    }

    /** A test that they skip would be skipped where all programs are required, too. */
    @Test
    void assumptions_areNotMade() throws IOException {
        Pattern assumptions = Pattern.compile("(?m)^import .*(\\.Assumptions|\\.TestAbortedException)\\b");
        assertThat(SourceTree.files(Path.of(".."), ".java"))
                .filteredOn(file -> file.toString().contains("src" + File.separator + "test"))
                .isNotEmpty().noneMatch(test -> assumptions.matcher(contentOf(test.toFile())).find());
    }

    static class NothingIsInstalled extends ProgramCondition {

        @Override
        boolean isInstalled(Program program) {
            return false;
        }
    }

    @ExtendWith(NothingIsInstalled.class)
    static class OneOfTwo {

        @ParameterizedTest
        @ValueSource(ints = { 1, 2 })
        @NeedsProgram({ Program.NGINX, Program.SOFTHSM })
        void withPrograms(int parameter) {
        }

        @Test
        void without() {
        }
    }

    @ExtendWith(NothingIsInstalled.class)
    @NeedsProgram(Program.SOFTHSM)
    static class Whole {

        @BeforeAll
        static void start() {
            throw new IllegalStateException("started");
        }

        @Test
        void test() {
        }
    }
}
