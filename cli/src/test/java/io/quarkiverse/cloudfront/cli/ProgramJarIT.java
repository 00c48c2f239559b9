package io.quarkiverse.cloudfront.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.fixtures.keygroup.CloudFrontStandIn;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

/** The packaged program needs nothing but Java. */
class ProgramJarIT {

    private static final Path JAR = Path.of("target", System.getProperty("cli.jar")).toAbsolutePath();
    private static final String URL = "https://media.example.com/a.jpg";

    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    private Path directory;

    private Cli run(String... arguments) throws IOException, InterruptedException {
        return run(List.of(), arguments);
    }

    private Cli run(List<String> before, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dfile.encoding=UTF-8",
                "-XX:TieredStopAtLevel=1", "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        File err = directory.resolve("err").toFile();
        ProcessBuilder program = new ProcessBuilder(command).directory(directory.toFile()).redirectError(err);
        program.environment().putAll(environment);
        Process process = program.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Cli(process.waitFor(), out, Files.readString(err.toPath()));
    }

    @Test
    void commands_run() throws Exception {
        assertThat(run("--version").out()).startsWith("cloudfront-signer ").doesNotContain("not packaged");
        assertThat(run("keygen", ".").exitCode()).isZero();
        Cli signed = run("sign", URL, "--key-pair-id", "K1", "--private-key", "private-key.pem");
        assertThat(signed.err()).isEmpty();

        Cli explained = run("explain", signed.lastLine() + "&a=b", "--public-key", "K1=public-key.pem");
        assertThat(explained.lines().get(0)).isEqualTo("Refused (AccessDenied): the signature does not match: the query string "
                + "was added to or changed after signing");
        assertThat(explained.exitCode()).isEqualTo(1);
        assertThat(run("verify", signed.lastLine(), "--public-key", "K1=public-key.pem").exitCode()).isZero();
        assertThat(run("verify", signed.lastLine()).exitCode()).isEqualTo(2);
        Files.writeString(directory.resolve("a.m3u8"), "#EXTM3U\n#EXTINF:4,\n1.ts\n");
        assertThat(run("publish", "--dry-run", ".").out()).contains(".m3u8");
        assertThat(run("function", "--pages=spa").out()).contains("function handler(event)");
    }

    /** The JAR contains the AWS SDK, which finds its parts by files. */
    @Test
    @Tag("nightly")
    void rotation_usesTheAwsSdkOfTheJar() throws Exception {
        try (CloudFrontStandIn cloudFront = new CloudFrontStandIn()) {
            String old = cloudFront.upload(NewKey.p256Pair().getPublic(), Duration.ofDays(30));
            String group = cloudFront.createGroup(old);
            cloudFront.createDistribution(group);
            environment.putAll(Map.of("AWS_ENDPOINT_URL", cloudFront.endpoint().toString(), "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
                    "AWS_SECRET_ACCESS_KEY", "secret"));
            run("keygen", ".");

            Cli rotated = run("rotate", "--key-group", group, "--private-key", "private-key.pem", "--interval", "0");

            assertThat(rotated.err()).startsWith("Uploaded the public key KEY2\nChanged the key group group-1");
            assertThat(rotated.out())
                    .startsWith("CloudFront accepts signatures of KEY2 in DIST1. The key group has KEY1, KEY2.\n");
            assertThat(rotated.exitCode()).isZero();
            assertThat(run("rotate", "--key-group", group, "--kms", "alias/none").err()).contains("AWS_REGION");
        }
    }

    /** In a terminal that Python opens, and in one that cannot rewrite lines. */
    @ParameterizedTest
    @ValueSource(strings = { "xterm", "dumb" })
    @Tag("nightly")
    @NeedsProgram(Program.BOTOCORE)
    void terminal_showsWhatTheProgramWaitsFor(String type) throws Exception {
        try (CloudFrontStandIn cloudFront = new CloudFrontStandIn()) {
            String old = cloudFront.upload(NewKey.p256Pair().getPublic(), Duration.ofDays(30));
            String group = cloudFront.createGroup(old);
            cloudFront.createDistribution(group);
            environment.putAll(Map.of("AWS_ENDPOINT_URL", cloudFront.endpoint().toString(), "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
                    "AWS_SECRET_ACCESS_KEY", "secret", "TERM", type));
            run("keygen", ".");
            cloudFront.deployAfter(4);
            String[] rotate = { "rotate", "--key-group", group, "--private-key", "private-key.pem", "--interval", "1" };

            String shown = run(List.of(Program.BOTOCORE.path(), "-c", "import pty, sys; pty.spawn(sys.argv[1:])"), rotate)
                    .out();

            if (type.equals("dumb")) {
                assertThat(shown).doesNotContain("\u001b", "Waiting")
                        .contains("CloudFront accepts signatures of KEY2 in DIST1");
            } else {
                assertThat(shown).contains("\u001b[?7l[2 s] ", "Waiting until KEY2 is accepted in DIST1\u001b[?7h",
                        "\r\u001b[KCloudFront accepts signatures of KEY2 in DIST1");
                assertThat(shown.lastIndexOf('\u001b')).isLessThan(shown.indexOf("CloudFront accepts"));
            }
        }
    }

    /** They need BouncyCastle, whose signature is not valid for this JAR. */
    @ParameterizedTest
    @ValueSource(strings = { "ecparam -genkey -name prime256v1 -out key.pem", "genrsa -traditional -out key.pem 2048" })
    @NeedsProgram(Program.OPENSSL)
    void keysOfOtherForms_areRead(String openssl) throws Exception {
        List<String> command = new ArrayList<>(List.of(Program.OPENSSL.path()));
        command.addAll(List.of(openssl.split(" ")));
        assertThat(new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor()).isZero();

        Cli signed = run("sign", URL, "--key-pair-id", "K1", "--private-key", "key.pem");

        assertThat(signed.err()).isEmpty();
        assertThat(signed.lastLine()).startsWith(URL + "?Expires=");
    }

    @Test
    void jar_hasLicensesAndNoSignatures() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains("META-INF/LICENSE", "META-INF/LICENSE.md", "META-INF/NOTICE",
                            "META-INF/services/java.security.Provider", "org/bouncycastle/LICENSE.class")
                    .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)"))
                    .noneMatch(name -> name.startsWith("io/vertx/") || name.startsWith("io/netty/")
                            || name.startsWith("io/quarkus/"));
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("io.quarkiverse.cloudfront.cli.Program");
        }
    }

    /** JBang, and the Quarkus CLI for its plugins, run the JAR of these coordinates, which has no dependencies. */
    @Test
    void catalogOfJbang_namesTheJar() throws IOException {
        String version = JAR.getFileName().toString().replaceAll("quarkus-cloudfront-signer-cli-|\\.jar", "");
        assertThat(Path.of("../jbang-catalog.json")).content().contains("\"cloudfront-signer\": {", "\"quarkus-cloudfront\": {")
                .contains("\"io.quarkiverse.cloudfront:quarkus-cloudfront-signer-cli:" + version + "\"");
        assertThat(Files.readString(Path.of("dependency-reduced-pom.xml"))).doesNotContain("<scope>compile</scope>")
                .doesNotContain("<artifactId>picocli</artifactId>", "<artifactId>mutiny</artifactId>");
    }
}
