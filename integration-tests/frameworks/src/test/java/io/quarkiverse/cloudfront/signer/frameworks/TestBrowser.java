package io.quarkiverse.cloudfront.signer.frameworks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Follows redirects, and handles cookies for localhost as browsers do: it also sends secure ones, and ignores the port.
 */
final class TestBrowser {

    private static final int MOST_REDIRECTS = 20;

    /** The cookies of all responses since the last request, including redirects. */
    private final List<String> set = new ArrayList<>();
    private final CookieManager cookies = new CookieManager() {

        @Override
        public void put(URI uri, Map<String, List<String>> headers) throws IOException {
            List<String> all = headers.entrySet().stream().filter(header -> "set-cookie".equalsIgnoreCase(header.getKey()))
                    .flatMap(header -> header.getValue().stream()).toList();
            set.addAll(all);
            super.put(uri, Map.of("Set-Cookie", all.stream().map(cookie -> cookie.replace("; Secure", "")).toList()));
        }
    };
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(cookies)
            .build();

    HttpResponse<String> get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).GET());
    }

    HttpResponse<String> get(String url, String bearerToken) {
        return send(HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + bearerToken));
    }

    HttpResponse<String> post(String url, String form) {
        BodyPublisher body = BodyPublishers.ofString(form);
        return send(HttpRequest.newBuilder(URI.create(url)).POST(body)
                .header("Content-Type", "application/x-www-form-urlencoded"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        set.clear();
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            // the client itself follows five redirects, and a login has as many
            for (int i = 0; i < MOST_REDIRECTS && response.statusCode() / 100 == 3; i++) {
                URI location = response.uri().resolve(response.headers().firstValue("Location").orElseThrow());
                response = client.send(HttpRequest.newBuilder(location).build(), BodyHandlers.ofString());
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The paths of the grants that the last response cleared. */
    List<String> cleared() {
        return set.stream().filter(cookie -> cookie.startsWith("CloudFront-Policy=;"))
                .map(cookie -> cookie.replaceFirst(".*; Path=([^;]*).*", "$1")).toList();
    }

    /** The value of a cookie with this name and any path, or null. */
    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream().filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue).findFirst().orElse(null);
    }

    /** The paths of the current grants. */
    List<String> granted() {
        return cookies.getCookieStore().getCookies().stream().filter(cookie -> cookie.getName().equals("CloudFront-Policy"))
                .map(HttpCookie::getPath).toList();
    }
}
