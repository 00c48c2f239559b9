package io.quarkiverse.cloudfront.signer.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;

/**
 * A Java program signs with the libraries that this module brings, and no others.
 */
class ProgramTest {

    /** What the module depends on, with their own dependencies. */
    private static final List<String> LIBRARIES = List.of("mutiny", "jctools-core", "smallrye-common-annotation",
            "caffeine", "jboss-logging", "jakarta.enterprise.cdi-api", "jakarta.enterprise.lang-model",
            "jakarta.inject-api", "jakarta.interceptor-api", "jakarta.annotation-api", "jakarta.el-api",
            "jakarta.ws.rs-api", "jspecify");
    private static final List<String> BOUNCY_CASTLE = List.of("bcprov-jdk18on");

    private static List<String> run(KeyPair key, List<String> libraries) throws Exception {
        List<String> classPath = new ArrayList<>(List.of(classes(CloudFrontSigner.class), classes(Program.class)));
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> libraries.contains(Path.of(entry).getFileName().toString().replaceFirst("-\\d.*", "")))
                .forEach(classPath::add);
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", String.join(File.pathSeparator, classPath), Program.class.getName(),
                NewKey.pem(key.getPrivate())).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output.lines().toList();
    }

    private static String classes(Class<?> ofModule) throws Exception {
        return Path.of(ofModule.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }

    private static void assertSigned(List<String> lines) {
        assertThat(lines.get(0)).startsWith("https://media.example.com/a.jpg?Expires=").contains("&Key-Pair-Id=K1");
        assertThat(lines.get(1)).startsWith("https://media.example.com/a.jpg?Expires=");
        assertThat(lines.subList(2, 6)).allMatch(line -> line.startsWith("CloudFront")
                && line.endsWith("; Path=/albums/7/; Secure; HTTPOnly; SameSite=Lax"));
        assertThat(lines).hasSize(6);
    }

    @Test
    void programWithBouncyCastle_signs() throws Exception {
        assertSigned(run(NewKey.p256Pair(), Stream.concat(LIBRARIES.stream(), BOUNCY_CASTLE.stream()).toList()));
    }

    @Test
    void programWithoutBouncyCastle_signs() throws Exception {
        assertSigned(run(NewKey.rsaPair(), LIBRARIES));
        List<String> lines = run(NewKey.p256Pair(), LIBRARIES);
        assertThat(lines).anyMatch(line -> line.contains("Key pair K1 signs with P-256 without BouncyCastle"));
        assertSigned(lines.stream().filter(line -> line.startsWith("https:") || line.startsWith("CloudFront-")).toList());
    }
}
