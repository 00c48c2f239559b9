package io.quarkiverse.cloudfront.signer.runtime.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A browser, which keeps cookies, and does not follow redirects.
 */
final class GateBrowser {

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Only reached by a request that is never answered. */
    private static final Duration UNANSWERED = Duration.ofSeconds(20);

    final Map<String, String> cookies = new LinkedHashMap<>();
    private final String site;
    private final List<String> headers = new ArrayList<>();

    GateBrowser(String site) {
        this.site = site;
    }

    String origin() {
        return site;
    }

    /**
     * @param roles those of the user, of which there is at least one
     */
    GateBrowser as(String roles) {
        return with("User", roles);
    }

    GateBrowser with(String header, String value) {
        headers.addAll(List.of(header, value));
        return this;
    }

    GateBrowser cookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    static String login(String to) {
        return GateSite.PATH + "/login?return=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
    }

    GateResponse get(String path) {
        return send("GET", path, "");
    }

    GateResponse post(String path, String body) {
        return send("POST", path, body);
    }

    GateResponse send(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(site + path)).timeout(UNANSWERED).method(method,
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(new String[0]));
        }
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies.entrySet().stream().map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; ")));
        }
        try {
            return receive(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(method + " " + path + " was not answered", e);
        }
    }

    /**
     * Sends a request whose path other clients refuse to send.
     *
     * @return the status
     */
    int getMalformed(String path) {
        URI server = URI.create(site);
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            StringBuilder head = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: site\r\nConnection: close\r\n");
            for (int i = 0; i < headers.size(); i += 2) {
                head.append(headers.get(i)).append(": ").append(headers.get(i + 1)).append("\r\n");
            }
            cookies.forEach((name, value) -> head.append("Cookie: ").append(name).append('=').append(value).append("\r\n"));
            socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return Integer.parseInt(response.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GateResponse receive(HttpResponse<String> response) {
        List<String> set = response.headers().allValues("Set-Cookie");
        for (String cookie : set) {
            String name = cookie.substring(0, cookie.indexOf('='));
            if (Arrays.asList(cookie.split("; ")).contains("Max-Age=0")) {
                cookies.remove(name);
            } else {
                cookies.put(name, cookie.substring(name.length() + 1).replaceFirst(";.*", ""));
            }
        }
        return new GateResponse(response.statusCode(), response, set);
    }

    /**
     * @param cookies the headers
     */
    record GateResponse(int status, HttpResponse<String> response, List<String> cookies) {

        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        String body() {
            return response.body();
        }

        /** The paths of the cookies that give access. */
        List<String> granted() {
            return cookies.stream().filter(cookie -> cookie.startsWith("CloudFront-Policy=") && !cookie.contains("Max-Age=0"))
                    .map(cookie -> cookie.replaceFirst(".*; Path=([^;]*).*", "$1")).toList();
        }

        /** The paths of the cookies that no longer give access. */
        List<String> cleared() {
            return cookies.stream().filter(cookie -> cookie.startsWith("CloudFront-Policy=") && cookie.contains("Max-Age=0"))
                    .map(cookie -> cookie.replaceFirst(".*; Path=([^;]*).*", "$1")).toList();
        }
    }
}
