package io.quarkiverse.cloudfront.signer.it.gate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An application with a gate, and a distribution in front of it, at one address. What is below {@code /private} is served only
 * with the cookie that a renewal sets.
 */
final class GateStub implements AutoCloseable {

    static final String RENEW = "/private-access/renew";
    static final String LOGIN = "/private-access/login";

    private static final String CSP = "default-src 'none'; script-src 'self' http://127.0.0.1:*; style-src 'self'; "
            + "img-src 'self'; media-src 'self'; frame-src 'self'; connect-src 'self' http://127.0.0.1:*";
    private static final String FILES = "/META-INF/cloudfront-signer/gate/";
    private static final String COOKIE = "granted=yes";
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-");
    private static final byte[] PICTURE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Received> requests = new CopyOnWriteArrayList<>();
    private final Map<String, String> pages = new ConcurrentHashMap<>();

    GateStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
        page("/page", "");
    }

    /**
     * @param seconds until the grant expires, if it is renewed
     */
    record Answer(int status, int seconds) {
    }

    /**
     * @param uri path and query
     */
    record Received(String method, String uri, String cookies, String requestedWith, long nanoTime) {

        Duration after(Received other) {
            return Duration.ofNanos(nanoTime - other.nanoTime);
        }
    }

    /** Not the IP address, which is another origin. */
    String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    String otherOrigin(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    void page(String path, String body) {
        page(path, body, "<script src=\"" + RENEW + ".js\" defer></script>");
    }

    void page(String path, String body, String script) {
        pages.put(path, "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Page</title>" + script
                + "</head><body>" + body + "</body></html>");
    }

    void answer(String path, int status) {
        answers.put(path, new Answer(status, 0));
    }

    void renew(String path, int seconds) {
        answers.put(path, new Answer(204, seconds));
    }

    List<Received> requests(String path) {
        return requests.stream().filter(request -> request.uri.split("\\?")[0].equals(path)).toList();
    }

    static String resource(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String name) {
        try (InputStream file = GateStub.class.getResourceAsStream(FILES + name)) {
            return Objects.requireNonNull(file, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String cookies = exchange.getRequestHeaders().getFirst("Cookie");
        requests.add(new Received(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
                cookies == null ? "" : cookies, exchange.getRequestHeaders().getFirst("X-Requested-With"),
                System.nanoTime()));
        exchange.getResponseHeaders().add("Content-Security-Policy", CSP);
        exchange.getResponseHeaders().add("Cache-Control", "no-store");
        boolean granted = cookies != null && cookies.contains(COOKIE);
        Answer answer = answers.get(path);
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        if (origin != null) {
            exchange.getResponseHeaders().add("Access-Control-Allow-Origin", origin);
            exchange.getResponseHeaders().add("Access-Control-Allow-Credentials", "true");
            exchange.getResponseHeaders().add("Access-Control-Allow-Headers", "X-Requested-With");
            exchange.getResponseHeaders().add("Access-Control-Expose-Headers", "Cloudfront-Signer-Expires");
        }
        if (exchange.getRequestMethod().equals("OPTIONS")) {
            send(exchange, 204, "text/plain", new byte[0]);
        } else if (answer != null) {
            answer(exchange, answer);
        } else if (pages.containsKey(path) && (granted || !path.startsWith("/private/"))) {
            send(exchange, 200, "text/html", pages.get(path).getBytes(StandardCharsets.UTF_8));
        } else if (path.startsWith(LOGIN)) {
            send(exchange, 200, "text/html", "<title>Log in</title>".getBytes(StandardCharsets.UTF_8));
        } else if (path.startsWith("/private-access/denied.") || path.equals(RENEW + ".js")) {
            send(exchange, 200, path.endsWith(".css") ? "text/css" : "text/javascript",
                    bytes(path.substring(path.lastIndexOf('/') + 1)));
        } else if (path.startsWith("/private") && !granted) {
            send(exchange, 403, "text/html", bytes("denied.html"));
        } else if (path.endsWith(".png")) {
            send(exchange, 200, "image/png", PICTURE);
        } else if (path.endsWith(".wav")) {
            sendRange(exchange, "audio/wav", silence());
        } else {
            send(exchange, 404, "text/plain", new byte[0]);
        }
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        if (answer.status == 302) {
            exchange.getResponseHeaders().add("Location", "/page");
        } else if (answer.status == 204) {
            exchange.getResponseHeaders().add("Set-Cookie", COOKIE + "; Path=/; HttpOnly; SameSite=Lax");
            exchange.getResponseHeaders().add("Cloudfront-Signer-Expires", Integer.toString(answer.seconds));
        }
        send(exchange, answer.status, "text/plain", new byte[0]);
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    /** Players only seek if the server sends ranges. */
    private static void sendRange(HttpExchange exchange, String type, byte[] body) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        Matcher first = RANGE.matcher(range == null ? "" : range);
        if (!first.matches()) {
            send(exchange, 200, type, body);
            return;
        }
        int start = Integer.parseInt(first.group(1));
        exchange.getResponseHeaders().add("Content-Range", "bytes %d-%d/%d".formatted(start, body.length - 1, body.length));
        send(exchange, 206, type, Arrays.copyOfRange(body, start, body.length));
    }

    /** A minute. */
    private static byte[] silence() {
        byte[] samples = new byte[60 * 8000];
        Arrays.fill(samples, (byte) 128);
        ByteBuffer header = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
        header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples.length);
        header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1).putShort((short) 1);
        header.putInt(8000).putInt(8000).putShort((short) 1).putShort((short) 8);
        header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples.length);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(header.array());
        file.writeBytes(samples);
        return file.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
