package io.quarkiverse.cloudfront.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.conformance.AskAws.Result;
import io.quarkiverse.cloudfront.signer.programs.Moto;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

/**
 * {@code ask-aws} with the AWS CLI and the runner. Moto stands in for CloudFormation, and the local edge for the distribution,
 * because moto does not create distributions. Only the outputs of the stack are made up.
 */
@NeedsProgram({ Program.BASH, Program.SLEEP, Program.AWS_CLI, Program.MOTO })
@Timeout(240)
class AskAwsRehearsalTest {

    private static Moto moto;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        moto = Moto.start();
    }

    @AfterAll
    static void stop() {
        moto.close();
    }

    private AskAws script() throws IOException {
        return AskAws.in(directory, "AWS", Program.AWS_CLI.path(), "JAVA",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "CLASSES",
                System.getProperty("java.class.path"), "AWS_ENDPOINT_URL", moto.endpoint().toString(), "AWS_ACCESS_KEY_ID",
                "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY", "secret", "AWS_CONFIG_FILE", directory.resolve("none").toString());
    }

    /** The local edge trusts the keys that the script has made, as soon as the stack is deployed. */
    private static AskedEdge deploy(AskAws script, Process process) throws Exception {
        while (!Files.exists(script.state().resolve("asks-for-url"))) {
            if (!process.isAlive()) {
                throw new IllegalStateException(AskAws.finish(process).output());
            }
            Thread.sleep(50);
        }
        assertThat(stacks(script)).startsWith("cloudfront-conformance-");
        Map<String, KeyPair> keys = new TreeMap<>();
        keys.put("KRSASTANDIN", new KeyPair(publicKey(script.state().resolve("RsaPublicKey"), "RSA"), null));
        keys.put("KP256STANDIN", new KeyPair(publicKey(script.state().resolve("P256PublicKey"), "EC"), null));
        AskedEdge edge = new AskedEdge(keys, true, false, Clock.systemUTC());
        Path url = Files.writeString(script.state().resolve("new-url"), edge.url().toString());
        Files.move(url, script.state().resolve("url"), StandardCopyOption.ATOMIC_MOVE);
        return edge;
    }

    private static PublicKey publicKey(Path file, String algorithm) throws Exception {
        String base64 = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    /** The names of the stacks of moto. */
    private static String stacks(AskAws script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Program.AWS_CLI.path(), "cloudformation", "describe-stacks", "--region",
                "us-east-1", "--output", "text", "--query", "Stacks[].StackName").redirectErrorStream(true);
        builder.environment().putAll(script.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        String names = new String(process.getInputStream().readAllBytes()).strip();
        assertThat(process.waitFor()).as(names).isZero();
        return names;
    }

    private static void assertNothingIsLeft(AskAws script, Result result) throws Exception {
        assertThat(stacks(script)).isEmpty();
        script.assertNothingIsLeft(result);
        assertThat(result.output()).doesNotContain("Signature=").endsWith("The stack is deleted.\n");
    }

    @Test
    void run_writesAnswersWithoutSecrets_andLeavesNothing() throws Exception {
        AskAws script = script();
        Process process = script.start("--yes");
        process.getOutputStream().close();
        try (AskedEdge edge = deploy(script, process)) {
            Result result = AskAws.finish(process);

            int all = Question.all().size();
            assertThat(result.output()).contains(all - 12 + " of " + all
                    + " questions asked, 0 answered differently than expected. The answers are in answers.json.\n");
            assertThat(result.exitCode()).isZero();
            assertThat(script.answers()).content().contains("\"id\" : \"rsa-sha1\"", "\"answer\" : \"MissingKey\"")
                    .doesNotContain("STANDIN", "123456789012", "localhost", String.valueOf(edge.url().getPort()))
                    .doesNotContainPattern("[A-Za-z0-9~-]{60}");
            assertNothingIsLeft(script, result);
        }
    }

    @Test
    @Tag("nightly")
    void interruptionWhileItAsks_leavesNothing() throws Exception {
        AskAws script = script();
        Process process = script.start("--yes");
        process.getOutputStream().close();
        try (AskedEdge edge = deploy(script, process)) {
            while (edge.events.size() < 20) {
                Thread.sleep(20);
            }
            script.signal("INT");
            script.signal("INT");

            Result result = AskAws.finish(process);

            assertThat(result.exitCode()).isEqualTo(130);
            assertThat(edge.events).hasSizeLessThan(Question.all().size() - 12);
            assertThat(script.answers()).doesNotExist();
            assertNothingIsLeft(script, result);
        }
    }
}
