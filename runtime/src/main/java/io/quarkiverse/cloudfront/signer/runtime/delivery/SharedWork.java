package io.quarkiverse.cloudfront.signer.runtime.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A queue of URLs that several threads sign. The caller waits for the URLs, but never for a thread. A thread that comes late
 * finds an empty queue.
 */
final class SharedWork implements Runnable {

    private final String[] urls;
    private final String[] signed;
    private final UnaryOperator<String> signer;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger left;
    /** Completed with the failure, or with null after success. */
    private final CompletableFuture<Throwable> done = new CompletableFuture<>();

    /**
     * @param urls the URLs to sign; at least one
     */
    SharedWork(Set<String> urls, UnaryOperator<String> signer) {
        this.urls = urls.toArray(String[]::new);
        this.signed = new String[this.urls.length];
        this.signer = signer;
        this.left = new AtomicInteger(this.urls.length);
    }

    /**
     * Signs URLs until the queue is empty or a URL cannot be signed.
     */
    @Override
    public void run() {
        int i;
        while (!done.isDone() && (i = next.getAndIncrement()) < urls.length) {
            try {
                signed[i] = signer.apply(urls[i]);
            } catch (Throwable e) {
                done.complete(e);
                return;
            }
            if (left.decrementAndGet() == 0) {
                done.complete(null);
            }
        }
    }

    /**
     * Helps to sign, and waits for the URLs that other threads have begun to sign.
     *
     * @return the signed URLs by unsigned URL
     */
    Map<String, String> finish() {
        run();
        Throwable failure = done.join();
        if (failure instanceof Error error) {
            throw error;
        } else if (failure != null) {
            throw (RuntimeException) failure;
        }
        Map<String, String> byUrl = new HashMap<>();
        for (int i = 0; i < urls.length; i++) {
            byUrl.put(urls[i], signed[i]);
        }
        return byUrl;
    }
}
