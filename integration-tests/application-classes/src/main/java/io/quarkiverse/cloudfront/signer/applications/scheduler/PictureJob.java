package io.quarkiverse.cloudfront.signer.applications.scheduler;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.applications.beans.Caller;
import io.quarkus.scheduler.Scheduled;

/** A job that calls a bean. Jobs do not have a user. */
@Singleton
public class PictureJob {

    private final CompletableFuture<Map<String, String>> results = new CompletableFuture<>();
    private final Caller caller;

    @Inject
    PictureJob(Caller caller) {
        this.caller = caller;
    }

    @Scheduled(every = "1h")
    void run() {
        Map<String, String> each = new TreeMap<>();
        for (String grant : new String[] { "url", "wildcard", "cookies", "field" }) {
            for (String guard : new String[] { "open", "admin" }) {
                String cell = grant + "/" + guard;
                try {
                    each.put(cell, caller.call(cell));
                } catch (RuntimeException e) {
                    each.put(cell, "failed: " + e);
                }
            }
        }
        results.complete(each);
    }

    /** For each cell, the bean's result, or {@code failed: } and the reason. */
    public Map<String, String> results() throws Exception {
        return results.get();
    }
}
