package io.quarkiverse.cloudfront.signer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.Verifier;
import io.quarkiverse.cloudfront.edge.verify.ViewerRequest;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * Keys are replaced, well and badly, while requests come in: none fails, and the edge accepts all that is signed.
 */
class RotationUnderLoadTest {

    private static final Path SECRETS = secrets();

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Pictures.class))
            .overrideConfigKey("test.secrets", SECRETS.toString())
            .overrideConfigKey("quarkus.cloudfront-signer.\"file\".url", "https://media.example")
            .overrideConfigKey("quarkus.cloudfront-signer.\"file\".private-key-location", SECRETS.resolve("key.pem").toString())
            .overrideConfigKey("quarkus.cloudfront-signer.\"file\".reload-period", "1s")
            .overrideConfigKey("quarkus.cloudfront-signer.\"directory\".url", "https://media.example")
            .overrideConfigKey("quarkus.cloudfront-signer.\"directory\".private-key-location",
                    SECRETS.resolve("mounted").toString())
            .overrideConfigKey("quarkus.cloudfront-signer.\"directory\".reload-period", "1s");

    private final Map<String, PublicKey> publicKeys = new ConcurrentHashMap<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private volatile boolean done;

    private static Path secrets() {
        try {
            Path secrets = Files.createTempDirectory("secrets");
            Path mounted = Files.createDirectory(secrets.resolve("mounted"));
            Files.createSymbolicLink(mounted.resolve("private-key.pem"), Path.of("..data/private-key.pem"));
            Files.createSymbolicLink(mounted.resolve("key-pair-id"), Path.of("..data/key-pair-id"));
            replaceFile(secrets, "KFILE1", pair());
            replaceDirectory(secrets, "KDIRECTORY1", pair());
            return secrets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static void replaceFile(Path secrets, String keyPairId, KeyPair pair) throws IOException {
        Files.write(secrets.resolve(keyPairId + ".pub"), pair.getPublic().getEncoded());
        Path file = Files.writeString(secrets.resolve(keyPairId), "Key-Pair-Id: " + keyPairId + "\n" + pem(pair));
        Files.move(file, secrets.resolve("key.pem"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void replaceDirectory(Path secrets, String keyPairId, KeyPair pair) throws IOException {
        Files.write(secrets.resolve(keyPairId + ".pub"), pair.getPublic().getEncoded());
        Path mounted = secrets.resolve("mounted");
        Path version = Files.createDirectory(mounted.resolve(".." + keyPairId));
        Files.writeString(version.resolve("private-key.pem"), pem(pair));
        Files.writeString(version.resolve("key-pair-id"), keyPairId);
        Path link = Files.createSymbolicLink(mounted.resolve("..data_tmp"), version.getFileName());
        Files.move(link, mounted.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void noRequestFails() throws Exception {
        Path secrets = Path.of(ConfigProvider.getConfig().getValue("test.secrets", String.class));
        ExecutorService viewers = Executors.newFixedThreadPool(8);
        List<Future<Integer>> requests = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String path = List.of("file", "directory", "file-uni", "directory-uni").get(i % 4);
            requests.add(viewers.submit(() -> request(secrets, path)));
        }
        try {
            await("KFILE1", "KDIRECTORY1");
            replaceFile(secrets, "KFILE2", pair());
            replaceDirectory(secrets, "KDIRECTORY2", pair());
            await("KFILE2", "KDIRECTORY2");
            Files.writeString(secrets.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\nMIG");
            Files.writeString(secrets.resolve("mounted/..data/private-key.pem"), "");
            Thread.sleep(2500);
            replaceFile(secrets, "KFILE3", pair());
            replaceDirectory(secrets, "KDIRECTORY3", pair());
            await("KFILE3", "KDIRECTORY3");
        } finally {
            done = true;
            viewers.shutdown();
        }
        int sum = 0;
        for (Future<Integer> request : requests) {
            sum += request.get(30, TimeUnit.SECONDS);
        }
        assertThat(sum).isGreaterThan(100);
    }

    /**
     * Asks for signed URLs all the time, and verifies each.
     */
    private int request(Path secrets, String path) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:"
                + ConfigProvider.getConfig().getValue("quarkus.http.test-port", String.class) + "/load/" + path)).build();
        Verifier verifier = new Verifier(Clock.systemUTC());
        int requests = 0;
        while (!done) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            String url = response.body();
            String keyPairId = url.replaceAll(".*Key-Pair-Id=(\\w+).*", "$1");
            KeyGroup group = new KeyGroup("all", Map.of(keyPairId, publicKey(secrets, keyPairId)));
            assertThat(
                    verifier.verify(new ViewerRequest("https", "media.example", url.substring("https://media.example".length()),
                            List.of(), "203.0.113.7"), group))
                    .isInstanceOf(Verdict.Allowed.class);
            seen.add(keyPairId);
            requests++;
        }
        return requests;
    }

    private PublicKey publicKey(Path secrets, String keyPairId) {
        return publicKeys.computeIfAbsent(keyPairId, id -> {
            try {
                return KeyFactory.getInstance("EC")
                        .generatePublic(new X509EncodedKeySpec(Files.readAllBytes(secrets.resolve(id + ".pub"))));
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void await(String... keyPairIds) throws InterruptedException {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20); !seen.containsAll(List.of(keyPairIds));) {
            assertThat(System.nanoTime()).as("seen are " + seen).isLessThan(end);
            Thread.sleep(20);
        }
    }

    @PermitAll
    @jakarta.ws.rs.Path("/load")
    public static class Pictures {

        @GET
        @jakarta.ws.rs.Path("file")
        @SignedResource(signer = "file")
        public String file() {
            return "/a.jpg";
        }

        @GET
        @jakarta.ws.rs.Path("file-uni")
        @SignedResource(signer = "file", resource = "/*")
        public Uni<String> fileUni() {
            return Uni.createFrom().item("/a.jpg");
        }

        @GET
        @jakarta.ws.rs.Path("directory")
        @SignedResource(signer = "directory")
        public String directory() {
            return "/a.jpg";
        }

        @GET
        @jakarta.ws.rs.Path("directory-uni")
        @SignedResource(signer = "directory", resource = "/*")
        public Uni<String> directoryUni() {
            return Uni.createFrom().item("/a.jpg");
        }
    }
}
