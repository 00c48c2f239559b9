package io.quarkiverse.cloudfront.signer.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/**
 * A host that is neither the edge nor the application, and that records all that browsers send to it, malformed URLs included.
 * It serves the files of one directory, whatever the rest of their URL is, so that players which are led there continue to
 * play.
 */
final class ForeignHost implements AutoCloseable {

    private static final Pattern ENCODED = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final Pattern PARAMETER = Pattern.compile("(Signature|Policy|Key-Pair-Id)=|CloudFront-");
    private static final int TIMES_ENCODED = 3;

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Path directory;
    private final String address;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile Map<String, String> texts = Map.of();

    /**
     * @param address another loopback address, which Linux has without configuration, and for browsers another site than
     *        localhost
     * @param port that of the edge, because some players replace the name of a host, and keep its port
     */
    ForeignHost(Path directory, String address, int port) {
        this.directory = directory;
        this.address = address;
        server = vertx.createHttpServer().requestHandler(request -> request.body().onSuccess(body -> serve(request, body)))
                .listen(port, address).toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** With the port. */
    String host() {
        return address + ":" + server.actualPort();
    }

    String url() {
        return "http://" + host();
    }

    /**
     * Forgets what has been received.
     *
     * @param texts the content of further files by name
     */
    void reset(Map<String, String> texts) {
        this.texts = texts;
        received.clear();
    }

    /**
     * All requests so far, each with its headers and its body.
     */
    List<String> received() {
        return List.copyOf(received);
    }

    /**
     * Those with a parameter or a cookie of a grant, encoded or not, or with one of the values under any name.
     */
    List<String> receivedGrants(List<String> values) {
        return received.stream().filter(request -> PARAMETER.matcher(request).find()
                || values.stream().anyMatch(request::contains)).toList();
    }

    private void serve(HttpServerRequest request, Buffer body) {
        StringBuilder text = new StringBuilder(request.method() + " " + request.uri() + "\n");
        request.headers().forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
        String decoded = text.append(body).toString();
        for (int i = 0; i < TIMES_ENCODED; i++) {
            decoded = ENCODED.matcher(decoded).replaceAll(ForeignHost::character);
        }
        received.add(decoded);
        allow(request);
        String name = request.path().substring(request.path().lastIndexOf('/') + 1);
        Path file = directory.resolve(name);
        if (texts.containsKey(name)) {
            request.response().end(texts.get(name));
        } else if (Files.isRegularFile(file)) {
            request.response().sendFile(file.toAbsolutePath().toString());
        } else {
            request.response().setStatusCode(404).end();
        }
    }

    /** Whatever the page asks for, as a host does that wants to be sent cookies. */
    private static void allow(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        request.response().putHeader("Access-Control-Allow-Origin", origin == null ? "*" : origin)
                .putHeader("Access-Control-Allow-Credentials", "true").putHeader("Cache-Control", "no-store");
        String headers = request.getHeader("Access-Control-Request-Headers");
        if (headers != null) {
            request.response().putHeader("Access-Control-Allow-Headers", headers);
        }
    }

    private static String character(MatchResult encoded) {
        return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(encoded.group(1), 16)));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
