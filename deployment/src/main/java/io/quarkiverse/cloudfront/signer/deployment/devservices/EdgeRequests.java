package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Consumer;

import io.quarkiverse.cloudfront.edge.RequestEvent;
import io.quarkiverse.cloudfront.edge.verify.Verdict;

/**
 * The latest requests that the edge has answered, and a stream of future requests. They survive a live reload.
 */
public final class EdgeRequests implements Consumer<RequestEvent> {

    private static final int MOST_KEPT = 200;
    private static final int MOST_WAITING = 64;

    private final Deque<Map<String, Object>> latest = new ArrayDeque<>();
    private SubmissionPublisher<Map<String, Object>> live = publisher();
    private int count;

    @Override
    public synchronized void accept(RequestEvent event) {
        Map<String, Object> request = describe(++count, event);
        latest.addFirst(request);
        if (latest.size() > MOST_KEPT) {
            latest.removeLast();
        }
        // a slow subscriber misses some requests, because the edge does not wait
        live.offer(request, null);
    }

    private static Map<String, Object> describe(int number, RequestEvent event) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("number", number);
        request.put("time", Instant.now().toString());
        request.put("method", event.method());
        request.put("target", event.target());
        request.put("status", event.status());
        request.put("cache", event.cacheResult().name());
        request.put("user", event.user().orElse(""));
        Verdict verdict = event.verdict().orElse(null);
        if (verdict instanceof Verdict.Refused refused) {
            request.put("verdict", refused.code().code());
            request.put("reason", refused.reason().sentence() + event.problem().map(problem -> "; " + problem).orElse(""));
        } else {
            request.put("verdict", verdict instanceof Verdict.Allowed allowed
                    ? (allowed.source() == Verdict.Source.URL ? "URL" : "cookies") + " signed with " + allowed.keyPairId()
                    : "");
            request.put("reason", event.problem().orElse(""));
        }
        return request;
    }

    /**
     * The latest requests, with the newest first.
     */
    public synchronized List<Map<String, Object>> latest() {
        return new ArrayList<>(latest);
    }

    /**
     * The stream of future requests, which ends when the application is reloaded.
     */
    public synchronized Flow.Publisher<Map<String, Object>> live() {
        return live;
    }

    /**
     * Completes all subscriptions, because they belong to an application that is no longer running.
     */
    public synchronized void renew() {
        live.close();
        live = publisher();
    }

    private static SubmissionPublisher<Map<String, Object>> publisher() {
        return new SubmissionPublisher<>(ForkJoinPool.commonPool(), MOST_WAITING);
    }
}
