package io.quarkiverse.cloudfront.signer.rest;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Requests to the application that record how a response ends, and its signed cookies.
 */
final class Requests {

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Requests() {
    }

    static URI uri(String path) {
        return URI.create("http://localhost:" + port() + path);
    }

    private static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    }

    /**
     * As Alice.
     *
     * @throws IOException if the connection is closed before the response is complete
     */
    static HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return CLIENT.send(ofAlice(method, path), HttpResponse.BodyHandlers.ofString());
    }

    static CompletableFuture<HttpResponse<String>> sendAsync(String path) {
        return CLIENT.sendAsync(ofAlice("GET", path), HttpResponse.BodyHandlers.ofString());
    }

    static HttpResponse<String> sendAnonymously(String method, String path) throws IOException, InterruptedException {
        return CLIENT.send(request(method, path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest ofAlice(String method, String path) {
        return request(method, path).header("Authorization",
                "Basic " + Base64.getEncoder().encodeToString("alice:alice".getBytes(StandardCharsets.UTF_8))).build();
    }

    private static HttpRequest.Builder request(String method, String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60))
                .method(method, HttpRequest.BodyPublishers.noBody());
    }

    /**
     * The complete response to an anonymous request, as it is sent.
     *
     * @param path that is not encoded
     */
    static String raw(String path) throws IOException {
        try (Socket socket = new Socket("localhost", port())) {
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static List<String> signedCookies(HttpResponse<?> response) {
        return response.headers().allValues("Set-Cookie").stream().filter(cookie -> cookie.startsWith("CloudFront-")).toList();
    }
}
