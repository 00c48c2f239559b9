package io.quarkiverse.cloudfront.conformance;

import static io.quarkiverse.cloudfront.conformance.AskAwsTest.CALLS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.conformance.AskAws.Result;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

/** {@code ask-aws} deletes all that it has created, even if it is interrupted. */
@NeedsProgram({ Program.BASH, Program.SLEEP })
class AskAwsInterruptionTest {

    private static final int DEPLOY = 4;
    /** Asked again if it fails without answers. */
    private static final int ASK = 6;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({ "INT,before", "TERM,after", "FAIL,before" })
    void interruption_atEachStep_leavesNothing(String how, String when) throws Exception {
        interruptAtEachStep(how, when);
    }

    @ParameterizedTest
    @Tag("nightly")
    @CsvSource({ "INT,after", "TERM,before", "FAIL,after", "HUP,before", "HUP,after" })
    void otherInterruption_atEachStep_leavesNothing(String how, String when) throws Exception {
        interruptAtEachStep(how, when);
    }

    private void interruptAtEachStep(String how, String when) throws Exception {
        Map<String, Integer> exitCodes = Map.of("HUP", 129, "INT", 130, "TERM", 143, "FAIL", 2);
        for (int at = 1; at <= CALLS.size(); at++) {
            AskAws script = AskAws.in(directory.resolve("run " + at), "AT", String.valueOf(at), "HOW", how, "WHEN", when);

            Result result = script.run("--yes");

            String step = how + " " + when + " " + CALLS.get(at - 1);
            script.assertNothingIsLeft(result);
            assertThat(result.exitCode()).as(step + result.output())
                    .isEqualTo(at > ASK ? 0
                            : how.equals("FAIL") && at == ASK ? when.equals("after") ? 1 : 0 : exitCodes.get(how));
            assertThat(Files.exists(script.answers())).as(step).isEqualTo(result.exitCode() < 2);
            assertThat(script.calls()).as(step).startsWith(CALLS.subList(0, at).toArray(String[]::new));
            assertThat(script.calls().contains("aws cloudformation delete-stack")).as(step).isEqualTo(at >= DEPLOY);
        }
    }

    /** Killing the AWS CLI does not take its request back. */
    @Test
    void stackThatAppearsAfterTheInterruption_isDeleted() throws Exception {
        AskAws script = AskAws.in(directory.resolve("run"), "LATE", "yes", "AT", String.valueOf(DEPLOY), "HOW", "TERM", "WHEN",
                "after");

        Result result = script.run("--yes");

        assertThat(script.calls()).filteredOn("aws cloudformation delete-stack"::equals).hasSize(2);
        assertThat(result.exitCode()).isEqualTo(143);
        script.assertNothingIsLeft(result);
    }

    @ParameterizedTest
    @CsvSource({ "INT,130", "TERM,143" })
    void interruptedConfirmation_leavesNothing(String signal, int exitCode) throws Exception {
        AskAws script = AskAws.in(directory.resolve("run"));
        Process process = script.start();
        StringBuilder printed = new StringBuilder();
        while (!printed.toString().endsWith("[y/N] ")) {
            int next = process.getInputStream().read();
            assertThat(next).as(printed.toString()).isNotNegative();
            printed.append((char) next);
        }

        script.signal(signal);

        assertThat(AskAws.finish(process).exitCode()).isEqualTo(exitCode);
        assertThat(script.calls()).hasSize(1);
        script.assertNothingIsLeft(new Result(exitCode, printed.toString()));
    }

    /** As with "ask-aws | head -1". */
    @Test
    void closedOutput_leavesNothing() throws Exception {
        AskAws script = AskAws.in(directory.resolve("run"));
        Process process = script.start("--yes");
        process.getOutputStream().close();
        process.getInputStream().close();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        script.assertNothingIsLeft(new Result(process.exitValue(), ""));
    }
}
