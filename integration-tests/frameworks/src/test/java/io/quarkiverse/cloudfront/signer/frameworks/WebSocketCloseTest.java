package io.quarkiverse.cloudfront.signer.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.FreePort;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusProdModeTest;
import io.quarkus.websockets.next.OnTextMessage;

/**
 * The message that a WebSocket client gets in production if a URL cannot be signed.
 */
@Tag("nightly")
class WebSocketCloseTest {

    private static final int PORT = FreePort.find();

    @RegisterExtension
    static final QuarkusProdModeTest TEST = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(Endpoint.class))
            .overrideConfigKey("quarkus.cloudfront-signer.allow-anonymous", "true")
            .setForcedDependencies(List.of(
                    Dependency.of("io.quarkus", "quarkus-websockets-next", System.getProperty("version.quarkus")),
                    Dependency.of("io.quarkiverse.cloudfront", "quarkus-cloudfront-signer",
                            System.getProperty("version.project"))))
            .setRuntimeProperties(Map.of(
                    "quarkus.http.port", Integer.toString(PORT),
                    "quarkus.cloudfront-signer.url", "https://media.example.com",
                    "quarkus.cloudfront-signer.key-pair-id", "K2JCJMDEHXQW5F",
                    "quarkus.cloudfront-signer.private-key", NewKey.rsa()))
            .setRun(true);

    @Test
    void unsignableMessage_closesTheConnection() throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        WebSocket socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create("ws://localhost:" + PORT + "/pictures"), new WebSocket.Listener() {

                    @Override
                    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                        answer.complete(data.toString());
                        return null;
                    }

                    @Override
                    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
                        answer.complete("closed " + statusCode + reason);
                        return null;
                    }
                }).get(60, TimeUnit.SECONDS);
        socket.sendText("/a*.jpg", true).orTimeout(60, TimeUnit.SECONDS).join();

        assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo("closed 1011");
    }

    @io.quarkus.websockets.next.WebSocket(path = "/pictures")
    public static class Endpoint {

        @OnTextMessage
        @SignedResource
        String url(String path) {
            return path;
        }
    }
}
