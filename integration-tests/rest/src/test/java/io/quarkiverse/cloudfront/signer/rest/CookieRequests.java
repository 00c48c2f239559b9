package io.quarkiverse.cloudfront.signer.rest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Requests that record how a response ends, and its signed cookies.
 */
final class CookieRequests {

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private CookieRequests() {
    }

    /**
     * @throws IOException if the connection is closed before the response is complete
     */
    static HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return send(request(method, path).header("Authorization",
                "Basic " + Base64.getEncoder().encodeToString("alice:alice".getBytes(StandardCharsets.UTF_8))));
    }

    static HttpResponse<String> sendAnonymously(String method, String path) throws IOException, InterruptedException {
        return send(request(method, path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String method, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:"
                + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class) + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
    }

    static List<String> signedCookies(HttpResponse<?> response) {
        return response.headers().allValues("Set-Cookie").stream().filter(cookie -> cookie.startsWith("CloudFront-")).toList();
    }
}
