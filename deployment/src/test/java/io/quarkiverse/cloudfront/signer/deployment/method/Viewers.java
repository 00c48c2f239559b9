package io.quarkiverse.cloudfront.signer.deployment.method;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Viewers who constantly send the same requests to two replicas, one after the other, and record every response.
 */
public final class Viewers implements AutoCloseable {

    private static final int VIEWERS = 6;

    /** The maximum number of responses that are recorded. */
    private static final int MOST_REQUESTS = 10_000;

    /** Leaves some processors to other processes. */
    private static final int PAUSE_MILLIS = 5;

    /**
     * @param grant the body, or the cookies
     */
    public record Answer(Instant sent, Instant received, int status, String grant) {
    }

    public record Answers(String path, Answer one, Answer other) {
    }

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newFixedThreadPool(VIEWERS);
    private final List<Future<List<Answers>>> results = new ArrayList<>();
    private final List<String> paths;
    private final int onePort;
    private final int otherPort;
    private volatile boolean stopped;

    /** The number of rounds of the first viewer, each of which requests all paths. */
    private volatile int rounds;

    /**
     * @param paths to request in turn, each followed by a number
     */
    public Viewers(List<String> paths, int onePort, int otherPort) {
        this.paths = paths;
        this.onePort = onePort;
        this.otherPort = otherPort;
        for (int i = 0; i < VIEWERS; i++) {
            int first = i;
            results.add(threads.submit(() -> ask(first)));
        }
    }

    private List<Answers> ask(int first) throws IOException, InterruptedException {
        List<Answers> answers = new ArrayList<>();
        for (int i = first; !stopped && answers.size() < MOST_REQUESTS; i += VIEWERS) {
            String path = paths.get(answers.size() % paths.size()) + "/" + i;
            answers.add(new Answers(path, get(onePort, path), get(otherPort, path)));
            if (first == 0) {
                rounds = answers.size() / paths.size();
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return answers;
    }

    private Answer get(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
        Instant sent = Instant.now();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        Instant received = Instant.now();
        // receipts have a random salt, so they are the only cookies that differ between replicas
        List<String> cookies = response.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("CloudFront-")).toList();
        return new Answer(sent, received, response.statusCode(),
                cookies.isEmpty() ? response.body() : String.join("\n", cookies));
    }

    /** Waits until each path has been requested again. */
    public void awaitEachPath() {
        // the current round does not count
        int enough = rounds + 2;
        await().atMost(120, TimeUnit.SECONDS).until(() -> rounds >= enough || results.get(0).isDone());
    }

    /**
     * All responses. A missing response fails the test.
     */
    public List<Answers> stop() throws ExecutionException, InterruptedException {
        stopped = true;
        List<Answers> all = new ArrayList<>();
        for (Future<List<Answers>> result : results) {
            all.addAll(result.get());
        }
        return all;
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdownNow();
    }
}
