package io.quarkiverse.cloudfront.signer.aws;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;

import io.quarkiverse.cloudfront.signer.fixtures.LoopbackServer;

/**
 * Forwards requests to moto, which never throttles its callers, and refuses some as AWS does.
 */
final class ThrottlingProxy implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI target;
    private final LoopbackServer server = new LoopbackServer("throttling", this::handle);
    private final AtomicInteger remaining = new AtomicInteger();
    private final AtomicInteger throttled = new AtomicInteger();

    ThrottlingProxy(URI target) {
        this.target = target;
    }

    URI endpoint() {
        return server.endpoint();
    }

    void throttle(int requests) {
        remaining.set(requests);
    }

    int throttled() {
        return throttled.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            if (remaining.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throttled.incrementAndGet();
                respond(exchange, 400, "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}");
                return;
            }
            HttpRequest.Builder forwarded = HttpRequest.newBuilder(target)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(request));
            for (String header : new String[] { "Authorization", "Content-Type", "X-Amz-Target", "X-Amz-Date" }) {
                forwarded.header(header, exchange.getRequestHeaders().getFirst(header));
            }
            HttpResponse<String> response = client.send(forwarded.build(), HttpResponse.BodyHandlers.ofString());
            respond(exchange, response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        LoopbackServer.answer(exchange, status, body);
    }

    @Override
    public void close() {
        server.close();
    }
}
