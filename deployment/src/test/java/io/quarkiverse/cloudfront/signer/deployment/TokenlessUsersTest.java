package io.quarkiverse.cloudfront.signer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.FreePort;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * A packaged application in which no user can have a token: basic authentication is all that it has.
 */
class TokenlessUsersTest {

    private static final int PORT = FreePort.find();

    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(Pictures.class, Service.class))
            .setForcedDependencies(List.of(dependency("quarkus-rest"), dependency("quarkus-elytron-security-properties-file")))
            .overrideConfigKey("quarkus.http.auth.basic", "true")
            .overrideConfigKey("quarkus.security.users.embedded.enabled", "true")
            .setRuntimeProperties(properties())
            .setRun(true);

    private static Dependency dependency(String artifact) {
        return Dependency.of("io.quarkus", artifact, System.getProperty("version.quarkus"));
    }

    private static Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>(Map.of("quarkus.http.port", Integer.toString(PORT),
                "quarkus.security.users.embedded.plain-text", "true",
                "quarkus.security.users.embedded.users.alice", "alice",
                "quarkus.security.users.embedded.roles.alice", "viewer"));
        properties.putAll(Map.of("quarkus.cloudfront-signer.url", "https://media.example.com",
                "quarkus.cloudfront-signer.key-pair-id", "K2JCJMDEHXQW5F",
                "quarkus.cloudfront-signer.private-key", NewKey.p256(),
                "quarkus.cloudfront-signer.expires-in", "1h"));
        return properties;
    }

    /** A thread without the request's context does not know the user, and does not need to. */
    @ParameterizedTest
    @ValueSource(strings = { "url", "thread" })
    void userWithoutAToken_hasTheSignersExpiry(String path) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + PORT + "/pictures/" + path))
                        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("alice:alice".getBytes()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(SignedUrls.expiry(response.body())).isGreaterThan(Instant.now().getEpochSecond() + 3_000);
    }

    @Path("/pictures")
    public static class Pictures {

        private final Service service;

        public Pictures(Service service) {
            this.service = service;
        }

        @GET
        @Path("url")
        @SignedResource
        public String url() {
            return "/a.jpg";
        }

        @GET
        @Path("thread")
        public String thread() throws Exception {
            FutureTask<String> work = new FutureTask<>(service::url);
            new Thread(work).start();
            return work.get();
        }
    }

    @ApplicationScoped
    @PermitAll
    public static class Service {

        @SignedResource
        public String url() {
            return "/a.jpg";
        }
    }
}
