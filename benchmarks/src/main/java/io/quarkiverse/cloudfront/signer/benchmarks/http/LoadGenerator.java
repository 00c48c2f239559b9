package io.quarkiverse.cloudfront.signer.benchmarks.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;

/**
 * Sends requests over a fixed number of connections. Each connection sends the next request as soon as it has the response.
 */
public final class LoadGenerator implements AutoCloseable {

    static final int CONNECTIONS = 16;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(CONNECTIONS)
            .setKeepAliveTimeout(0));

    /**
     * @param path to which a number is appended
     * @param numbers how many different numbers are used
     * @param answered gets each number and the body of its response
     * @return requests per second
     * @throws ExecutionException if a request fails
     */
    public double run(int port, String path, int numbers, Duration duration, BiConsumer<Integer, Buffer> answered)
            throws ExecutionException, InterruptedException {
        Load load = new Load(port, path, numbers, System.nanoTime() + duration.toNanos(), answered);
        long begin = System.nanoTime();
        vertx.runOnContext(ignored -> load.begin());
        long answers = load.done.get();
        return answers * 1e9 / (System.nanoTime() - begin);
    }

    /** All its code runs on one event loop. */
    private final class Load {

        private final int port;
        private final String path;
        private final int numbers;
        private final long end;
        private final BiConsumer<Integer, Buffer> answered;
        private final CompletableFuture<Long> done = new CompletableFuture<>();
        private int next;
        private long answers;
        private int waiting = CONNECTIONS;

        private Load(int port, String path, int numbers, long end, BiConsumer<Integer, Buffer> answered) {
            this.port = port;
            this.path = path;
            this.numbers = numbers;
            this.end = end;
            this.answered = answered;
        }

        private void begin() {
            for (int i = 0; i < CONNECTIONS; i++) {
                ask();
            }
        }

        private void ask() {
            if (System.nanoTime() >= end || done.isDone()) {
                if (--waiting == 0) {
                    done.complete(answers);
                }
                return;
            }
            int number = next++ % numbers;
            client.request(HttpMethod.GET, port, "localhost", path + number)
                    .compose(HttpClientRequest::send)
                    .compose(LoadGenerator::body)
                    .onComplete(body -> answered(number, body));
        }

        private void answered(int number, AsyncResult<Buffer> body) {
            if (body.failed()) {
                done.completeExceptionally(body.cause());
                return;
            }
            answers++;
            try {
                answered.accept(number, body.result());
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
                return;
            }
            ask();
        }
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        return response.body().map(body -> {
            if (response.statusCode() != 200) {
                throw new IllegalStateException("answered with " + response.statusCode() + ": " + body);
            }
            return body;
        });
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
