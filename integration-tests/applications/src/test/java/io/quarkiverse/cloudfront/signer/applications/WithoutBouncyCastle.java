package io.quarkiverse.cloudfront.signer.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.test.CloudFrontVerifier;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * Packaged applications without BouncyCastle's JAR.
 */
final class WithoutBouncyCastle {

    /** The package of the classes of these applications. */
    static final String CLASSES = WithoutBouncyCastle.class.getPackageName() + ".plainkeys";
    private static final String ARTIFACT = "org.bouncycastle:bcprov-jdk18on";
    static final String RSA_ID = "K3RSA";

    private static final KeyPair RSA = NewKey.rsaPair();
    private static final Pattern PORT = Pattern.compile("Listening on: http://[^:]+:(\\d+)");
    /** The bytes of PKCS#8 before the PKCS#1 of an RSA key of 2048 bits. */
    private static final int PKCS8_HEADER = 26;

    private WithoutBouncyCastle() {
    }

    /**
     * @param others further dependencies
     */
    static QuarkusProdModeTest with(Dependency... others) {
        List<Dependency> dependencies = new ArrayList<>(Applications.dependencies("rest"));
        dependencies.addAll(List.of(others));
        return new QuarkusProdModeTest()
                .withApplicationRoot(root -> root.addPackage(CLASSES))
                .setForcedDependencies(dependencies)
                // forced dependencies do not have exclusions
                .overrideConfigKey("quarkus.class-loading.removed-artifacts", ARTIFACT)
                .setRuntimeProperties(Map.of(
                        "quarkus.http.port", "0",
                        "quarkus.cloudfront-signer.url", Distribution.URL,
                        "quarkus.cloudfront-signer.key-pair-id", Distribution.KEY_PAIR_ID,
                        "quarkus.cloudfront-signer.private-key", Distribution.privateKey(),
                        "quarkus.cloudfront-signer.\"rsa\".url", Distribution.URL,
                        "quarkus.cloudfront-signer.\"rsa\".key-pair-id", RSA_ID,
                        "quarkus.cloudfront-signer.\"rsa\".private-key", base64(RSA.getPrivate().getEncoded())))
                .setRun(true);
    }

    private static String base64(byte[] content) {
        return Base64.getEncoder().encodeToString(content);
    }

    static List<String> bouncyCastleJars(Path quarkusRun) throws IOException {
        try (Stream<Path> jars = Files.list(quarkusRun.resolveSibling("lib/main"))) {
            return jars.map(jar -> jar.getFileName().toString()).filter(name -> name.startsWith("org.bouncycastle.")).toList();
        }
    }

    static void assertSigns(QuarkusProdModeTest application) throws IOException, InterruptedException {
        CloudFrontVerifier.of(URI.create(Distribution.URL))
                .trustingPem(Distribution.KEY_PAIR_ID, Distribution.publicKey())
                .assertSigned(get(application, "/p256"));
        CloudFrontVerifier.of(URI.create(Distribution.URL)).trusting(RSA_ID, RSA.getPublic())
                .assertSigned(get(application, "/rsa"));
    }

    static String get(QuarkusProdModeTest application, String path) throws IOException, InterruptedException {
        Matcher port = PORT.matcher(application.getStartupConsoleOutput());
        assertThat(port.find()).isTrue();
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create("http://localhost:" + port.group(1) + path)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /**
     * Starts the application with a key in the form PKCS#1.
     *
     * @return its output
     */
    static String startWithPkcs1(Path quarkusRun, File log) throws IOException, InterruptedException {
        byte[] pkcs8 = RSA.getPrivate().getEncoded();
        String pem = "-----BEGIN RSA PRIVATE KEY-----\\n"
                + base64(Arrays.copyOfRange(pkcs8, PKCS8_HEADER, pkcs8.length)) + "\\n-----END RSA PRIVATE KEY-----";
        ProcessBuilder start = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                quarkusRun.toString()).redirectErrorStream(true).redirectOutput(log);
        start.environment().putAll(Map.of("QUARKUS_HTTP_PORT", "0",
                "QUARKUS_CLOUDFRONT_SIGNER_URL", Distribution.URL,
                "QUARKUS_CLOUDFRONT_SIGNER_KEY_PAIR_ID", RSA_ID,
                "QUARKUS_CLOUDFRONT_SIGNER__RSA__URL", Distribution.URL,
                "QUARKUS_CLOUDFRONT_SIGNER__RSA__KEY_PAIR_ID", RSA_ID,
                "QUARKUS_CLOUDFRONT_SIGNER__RSA__PRIVATE_KEY", base64(pkcs8),
                "QUARKUS_CLOUDFRONT_SIGNER_PRIVATE_KEY", pem));
        Process process = start.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(log.toPath(), StandardCharsets.UTF_8);
    }
}
