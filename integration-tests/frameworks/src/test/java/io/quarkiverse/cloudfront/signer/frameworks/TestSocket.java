package io.quarkiverse.cloudfront.signer.frameworks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The client side of a WebSocket.
 */
final class TestSocket implements WebSocket.Listener, AutoCloseable {

    final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private final StringBuilder partial = new StringBuilder();

    /**
     * @param token null for an anonymous user
     */
    TestSocket(String path, String token) {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        socket = builder.buildAsync(URI.create("ws://127.0.0.1:"
                + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class) + "/" + path), this)
                .orTimeout(60, TimeUnit.SECONDS).join();
    }

    String say(String message) throws InterruptedException {
        send(message);
        return receive();
    }

    void send(String message) {
        socket.sendText(message, true).orTimeout(60, TimeUnit.SECONDS).join();
    }

    String receive() throws InterruptedException {
        return received.poll(60, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            // values other than text are sent as JSON
            received.add(partial.toString().replace("\"", ""));
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        received.add("closed " + statusCode + " " + reason);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
