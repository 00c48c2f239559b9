package io.quarkiverse.cloudfront.signer.applications;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Sends requests of a viewer to the running application.
 */
final class Http {

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Http() {
    }

    static Answer get(Viewer viewer, String path, String accept) {
        return send(viewer, request(path).header("Accept", accept));
    }

    static Answer post(Viewer viewer, String path, String contentType, String body) {
        return send(viewer, request(path).header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path)).timeout(Duration.ofSeconds(60));
    }

    private static Answer send(Viewer viewer, HttpRequest.Builder request) {
        viewer.authorization().ifPresent(value -> request.header("Authorization", value));
        try {
            return Answer.of(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            // a response that the application interrupted
            return Answer.refusal(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
