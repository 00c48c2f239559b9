package io.quarkiverse.cloudfront.signer.deployment.devui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A connection to the application, as Dev UI's pages use it. Quarkus's own client for tests waits three seconds for each
 * response, and does not support subscriptions.
 */
final class DevUiConnection implements AutoCloseable, WebSocket.Listener {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TIMEOUT_SECONDS = 60;

    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;
    private int id;

    DevUiConnection(int port) {
        socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create("ws://localhost:" + port + "/q/dev-ui/json-rpc-ws"), this)
                .orTimeout(60, TimeUnit.SECONDS).join();
    }

    /**
     * The response of an operation of this extension.
     */
    JsonNode call(String method, Map<String, String> parameters) {
        send(method, parameters);
        JsonNode answer = next();
        if (!answer.path("result").has("object")) {
            throw new IllegalStateException("No answer to " + method + ", but " + answer);
        }
        return answer.path("result").path("object");
    }

    void subscribe(String method) {
        send(method, Map.of());
        next();
    }

    /**
     * The next item of a subscription.
     */
    JsonNode event() {
        return next().path("result").path("object");
    }

    private void send(String method, Map<String, String> parameters) {
        try {
            socket.sendText(JSON.writeValueAsString(Map.of("jsonrpc", "2.0", "id", ++id, "method",
                    "quarkus-cloudfront-signer_" + method, "params", parameters)), true).orTimeout(60, TimeUnit.SECONDS).join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode next() {
        try {
            JsonNode message = messages.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new IllegalStateException("Dev UI has sent nothing for " + TIMEOUT_SECONDS + " seconds");
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            try {
                messages.add(JSON.readTree(partial.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
