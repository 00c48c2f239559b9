package io.quarkiverse.cloudfront.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.conformance.AskAws.Result;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

/** {@code ask-aws} deletes all that it has created, whatever happens. {@code AskAwsRehearsalTest} runs it with the AWS CLI. */
@NeedsProgram({ Program.BASH, Program.SLEEP })
class AskAwsTest {

    static final List<String> CALLS = List.of("aws sts get-caller-identity", "java keygen", "java keygen",
            "aws cloudformation deploy", "aws cloudformation describe-stacks", "java ask", "aws cloudformation delete-stack",
            "aws cloudformation wait stack-delete-complete", "sleep 5", "aws cloudformation describe-stacks");

    @TempDir
    Path directory;

    @Test
    void run_saysTheCostFirst_andDeletesTheStack() throws Exception {
        AskAws script = AskAws.in(directory.resolve("run"), "AWS_PROFILE", "sandbox");

        Result result = script.run("--yes");

        assertThat(result.output()).matches("""
                (?s)This creates the CloudFormation stack cloudfront-conformance-\\d{8}-\\d+ in us-east-1, with the profile \
                sandbox: .*
                Cost: less than 0\\.01 USD\\. .*
                  aws cloudformation delete-stack --region us-east-1 --stack-name cloudfront-conformance-\\d{8}-\\d+

                Creating the stack\\. .*
                Asking all questions\\. .*
                1 differs\\. The answers are in answers\\.json\\.
                Deleting the stack cloudfront-conformance-\\d{8}-\\d+\\. .*
                The stack is deleted\\.
                """);
        assertThat(result.exitCode()).isZero();
        assertThat(script.calls()).isEqualTo(CALLS);
        assertThat(script.answers()).hasContent("{}");
        script.assertNothingIsLeft(result);
    }

    @Test
    void answersThatDiffer_haveStatus1() throws Exception {
        AskAws script = AskAws.in(directory.resolve("run"), "DIFFERENT", "1", "AWS_REGION", "eu-west-1");

        Result result = script.run("--out", "new/a.json", "--yes");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("--region eu-west-1 ", "The answers are in new/a.json.\n");
        assertThat(script.directory().resolve("new/a.json")).hasContent("{}");
        script.assertNothingIsLeft(result);
    }

    @ParameterizedTest
    @CsvSource({ "y,10,0", "yes,10,0", "n,1,2", "'',1,2" })
    void confirmation_isNeeded(String typed, int calls, int exitCode) throws Exception {
        AskAws script = AskAws.in(directory.resolve("run"));
        Process process = script.start();
        process.getOutputStream().write((typed + "\n").getBytes());
        process.getOutputStream().close();

        Result result = AskAws.finish(process);

        assertThat(result.exitCode()).as(result.output()).isEqualTo(exitCode);
        assertThat(script.calls()).hasSize(calls);
        assertThat(result.output()).contains("Continue? [y/N] ");
        script.assertNothingIsLeft(result);
    }

    @Test
    void withoutATerminal_nothingIsCreated() throws Exception {
        AskAws script = AskAws.in(directory.resolve("run"));

        Result result = script.run();

        assertThat(result).extracting(Result::exitCode).isEqualTo(2);
        assertThat(result.output()).endsWith("ask-aws: nothing was created\n");
        script.assertNothingIsLeft(result);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "--none | unknown argument --none. Usage: ask-aws [--yes] [--out answers.json]",
            "--out | --out needs a file", "--yes --out state | state cannot be written" })
    void wrongArguments_areReportedBeforeAnythingElse(String arguments, String message) throws Exception {
        AskAws script = AskAws.in(directory.resolve("run"));

        Result result = script.run(arguments.split(" "));

        assertThat(result).isEqualTo(new Result(2, "ask-aws: " + message + "\n"));
        assertThat(script.calls()).isEmpty();
    }

    @Test
    void deploymentThatFails_isExplainedWithoutAccountNumbers() throws Exception {
        AskAws script = AskAws.in(directory.resolve("run"), "AT", "4", "HOW", "FAIL", "WHEN", "after");

        Result result = script.run("--yes");

        assertThat(result.output()).contains("User: arn:aws:iam::<account>:user/u is not authorized\n",
                "Distribution\tarn:aws:cloudfront::<account>:distribution/E1 has no quota\n",
                "ask-aws: the stack cannot be created\n");
        script.assertNothingIsLeft(result);
    }

    @Test
    void stackThatCannotBeDeleted_isReportedWithTheCommand() throws Exception {
        AskAws script = AskAws.in(directory.resolve("run"), "KEPT", "yes");

        Result result = script.run("--yes");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(script.calls()).filteredOn("aws cloudformation delete-stack"::equals).hasSize(5);
        assertThat(result.output()).doesNotContain("123456789012", "The stack is deleted").containsPattern("""
                AccessDenied: arn:aws:iam::<account>:user/u
                ask-aws: the stack is not deleted, and .* Delete it:
                  aws cloudformation delete-stack --region us-east-1 --stack-name cloudfront-conformance-\\d{8}-\\d+
                $""");
        assertThat(script.directory().resolve("temporary")).isEmptyDirectory();
        assertThat(script.answers()).exists();
    }

    /** The name of a new distribution is not known everywhere immediately. */
    @Test
    void distributionThatIsNotReachableYet_isAskedAgain() throws Exception {
        AskAws later = AskAws.in(directory.resolve("later"), "UNREACHABLE", "3");
        AskAws never = AskAws.in(directory.resolve("never"), "UNREACHABLE", "99");

        Result asked = later.run("--yes");
        Result notAsked = never.run("--yes");

        assertThat(asked.exitCode()).isZero();
        assertThat(later.calls()).filteredOn("java ask"::equals).hasSize(4);
        assertThat(later.calls()).filteredOn("sleep 30"::equals).hasSize(3);
        later.assertNothingIsLeft(asked);
        assertThat(notAsked.exitCode()).isEqualTo(2);
        assertThat(notAsked.output()).contains("The host is not known\nask-aws: the distribution did not answer\n");
        assertThat(never.calls()).filteredOn("java ask"::equals).hasSize(10);
        assertThat(never.answers()).doesNotExist();
        never.assertNothingIsLeft(notAsked);
    }

    /** The runner leaves them out. If it did not, the file would be attached to an issue. */
    @ParameterizedTest
    @ValueSource(strings = { "arn:aws:iam::123456789012:user", "KRSASTANDIN", "KP256STANDIN",
            "host d111111abcdef8.cloudfront.net", "-----BEGIN PRIVATE KEY-----",
            "MEYCIQDB8r9VXnzmYgqC003eltpScQqaagbjyO3ibGZcUMoKXwIhAO2s5oCohUFugkPJMnS3~Lbd7V8ro3HEvYWpI5dJF1Vs_" })
    void answersWithASecret_areNotKept(String secret) throws Exception {
        AskAws script = AskAws.in(directory.resolve("run"), "ANSWERS", "{\"body\": \"" + secret + "\"}");

        Result result = script.run("--yes");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output()).contains("ask-aws: the answers contain a secret, and are not kept. ")
                .doesNotContain(secret);
        assertThat(script.answers()).doesNotExist();
        script.assertNothingIsLeft(result);
    }
}
