package io.quarkiverse.cloudfront.signer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.logging.Level;
import java.util.stream.Stream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.FreePort;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * A packaged application, which has neither a Dev Service nor a security extension.
 */
class ProductionTest {

    private static final int PORT = FreePort.find();

    @RegisterExtension
    static final QuarkusProdModeTest TEST = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(Pictures.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-rest", System.getProperty("version.quarkus"))))
            .overrideConfigKey("quarkus.cloudfront-signer.allow-anonymous", "true")
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue())
            .setRuntimeProperties(Map.of(
                    "quarkus.http.port", Integer.toString(PORT),
                    "quarkus.cloudfront-signer.url", "http://media.example.com",
                    "quarkus.cloudfront-signer.key-pair-id", "K2JCJMDEHXQW5F",
                    "quarkus.cloudfront-signer.private-key", NewKey.p256()))
            .setRun(true);

    @ProdBuildResults
    ProdModeTestResults results;

    @Test
    void method_inProduction_signs() throws IOException, InterruptedException {
        HttpResponse<String> response = get("/picture");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).startsWith("http://media.example.com/a.jpg?Expires=")
                .endsWith("&Key-Pair-Id=K2JCJMDEHXQW5F&Hash-Algorithm=SHA256");
    }

    @Test
    void errorResponse_hasNoBody() throws IOException, InterruptedException {
        HttpResponse<String> response = get("/foreign");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void permittedAnonymousSigning_isNotWarnedOf() {
        assertThat(results.getRetainedBuildLogRecords())
                .noneSatisfy(record -> assertThat(record.getMessage()).contains("Anonymous callers can call"));
    }

    /**
     * The JVM would verify each class that it loads.
     */
    @Test
    void bouncyCastle_isPackagedWithoutItsSignature() throws IOException {
        try (Stream<java.nio.file.Path> jars = Files.list(results.getBuiltArtifactPath().resolveSibling("lib/main"))) {
            assertThat(jars.filter(jar -> jar.getFileName().toString().startsWith("org.bouncycastle."))).hasSize(1)
                    .allSatisfy(jar -> assertThat(names(jar)).contains("org/bouncycastle/crypto/signers/ECDSASigner.class")
                            .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)")));
        }
    }

    private static List<String> names(java.nio.file.Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(JarEntry::getName).toList();
        }
    }

    @Test
    void plainHttp_isWarnedOfAtStart() {
        assertThat(TEST.getStartupConsoleOutput()).contains("quarkus.cloudfront-signer.url begins with http://, so anyone on "
                + "the network path can read and use its signed URLs. Set it to an https:// URL");
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://localhost:" + PORT + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Path("/")
    public static class Pictures {

        @GET
        @Path("picture")
        @SignedResource
        public String picture() {
            return "/a.jpg";
        }

        @GET
        @Path("foreign")
        @SignedResource
        public String foreign() {
            return "https://elsewhere.example.com/a.jpg";
        }
    }
}
