package io.quarkiverse.cloudfront.signer.deployment.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.Verifier;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.FreePort;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * A packaged application whose signers are configured by Kubernetes service bindings.
 */
@Tag("nightly")
class ServiceBindingTest {

    private static final int PORT = FreePort.find();
    private static final KeyPair DEFAULT_PAIR = NewKey.p256Pair();
    private static final KeyPair MEDIA_PAIR = NewKey.p256Pair();

    @RegisterExtension
    static final QuarkusProdModeTest TEST = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(Pictures.class))
            .overrideConfigKey("quarkus.cloudfront-signer.allow-anonymous", "true")
            .setForcedDependencies(List.of(dependency("quarkus-rest"), dependency("quarkus-kubernetes-service-binding")))
            // of another distribution, for which the application was configured before
            .overrideConfigKey("quarkus.cloudfront-signer.url", "https://elsewhere.example.com")
            .overrideConfigKey("quarkus.cloudfront-signer.key-pair-id", "K2ELSEWHERE")
            .setRuntimeProperties(Map.of(
                    "quarkus.http.port", Integer.toString(PORT),
                    // Kubernetes sets the environment variable of this name
                    "SERVICE_BINDING_ROOT", bindings()))
            .setRun(true);

    private static Dependency dependency(String artifact) {
        return Dependency.of("io.quarkus", artifact, System.getProperty("version.quarkus"));
    }

    private static String bindings() {
        try {
            java.nio.file.Path root = Files.createTempDirectory("bindings");
            bind(root.resolve("cloudfront-signer"), "https://pictures.example.com", "K2PICTURES", DEFAULT_PAIR);
            bind(root.resolve("media"), "https://media.example.com", "K2MEDIA", MEDIA_PAIR);
            return root.toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void bind(java.nio.file.Path binding, String url, String keyPairId, KeyPair pair) throws IOException {
        Files.createDirectory(binding);
        Files.writeString(binding.resolve("type"), "cloudfront-signer");
        Files.writeString(binding.resolve("url"), url);
        Files.writeString(binding.resolve("key-pair-id"), keyPairId);
        Files.writeString(binding.resolve("private-key.pem"), "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded()) + "\n-----END PRIVATE KEY-----\n");
    }

    @Test
    void bindingNamedAsItsType_configuresTheDefaultSigner() throws IOException, InterruptedException {
        URI picture = get("/picture");

        assertThat(picture.toString()).startsWith("https://pictures.example.com/a.jpg?");
        assertThat(verify(picture, "K2PICTURES", DEFAULT_PAIR.getPublic())).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void otherBinding_configuresTheSignerOfItsName() throws IOException, InterruptedException {
        URI video = get("/video");

        assertThat(video.toString()).startsWith("https://media.example.com/a.mp4?");
        assertThat(verify(video, "K2MEDIA", MEDIA_PAIR.getPublic())).isInstanceOf(Verdict.Allowed.class);
        assertThat(verify(video, "K2MEDIA", DEFAULT_PAIR.getPublic())).isInstanceOf(Verdict.Refused.class);
    }

    private static URI get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + PORT + path)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return URI.create(response.body());
    }

    private static Verdict verify(URI url, String keyPairId, PublicKey key) {
        return new Verifier(Clock.systemUTC()).verify(new ViewerRequest(url.getScheme(), url.getRawAuthority(),
                url.getRawPath() + "?" + url.getRawQuery(), List.of(), "203.0.113.1"),
                KeyGroup.of("trusted", keyPairId, key));
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
        @Path("video")
        @SignedResource(signer = "media")
        public String video() {
            return "/a.mp4";
        }
    }
}
