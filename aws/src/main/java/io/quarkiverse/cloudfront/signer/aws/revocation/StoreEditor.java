package io.quarkiverse.cloudfront.signer.aws.revocation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.cloudfront.signer.aws.revocation.StoreClient.Version;
import io.quarkiverse.cloudfront.signer.aws.revocation.StoreException.Kind;

/**
 * Changes entries with optimistic locking: it reads the entries, decides how to change them, and only writes if the store still
 * has the version that was read. If another writer was faster, it begins again, so that no change is lost.
 */
final class StoreEditor {

    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 1000;

    private final StoreClient client;
    private final Executor readers;

    /**
     * @param readers runs the reads of one change at the same time
     */
    StoreEditor(StoreClient client, Executor readers) {
        this.client = client;
        this.readers = readers;
    }

    /** The change of an entry. */
    sealed interface Decision {

        record Put(String value) implements Decision {
        }

        enum Other implements Decision {
            KEEP,
            DELETE
        }
    }

    interface Rule {
        Decision decide(String key, Optional<String> value);
    }

    /**
     * Changes entries according to a rule. Blocks the caller.
     *
     * @param keys the keys of the entries, at most {@link StoreClient#MOST_ENTRIES}
     * @param deadline the deadline for all attempts together
     * @return the size of the store before the change, in bytes
     * @throws StoreException if the change was not made
     */
    long edit(Collection<String> keys, long deadline, Rule rule) {
        long pause = FIRST_PAUSE_MILLIS;
        StoreException before = null;
        while (true) {
            try {
                return tryToEdit(keys, deadline, rule);
            } catch (StoreException e) {
                if (!e.is(Kind.COLLISION) && !e.is(Kind.TEMPORARY)) {
                    throw e;
                }
                long millis = ThreadLocalRandom.current().nextLong(pause);
                long left = deadline - System.nanoTime();
                if (left <= TimeUnit.MILLISECONDS.toNanos(millis)) {
                    // an attempt that the deadline has cut short does not show the reason
                    throw left <= 0 && before != null ? before : e;
                }
                before = e;
                pause(millis, e);
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
            }
        }
    }

    private long tryToEdit(Collection<String> keys, long deadline, Rule rule) {
        Version version = client.describe(deadline);
        Map<String, String> puts = new LinkedHashMap<>();
        List<String> deletes = new ArrayList<>();
        read(keys, deadline).forEach((key, value) -> {
            Decision decision = rule.decide(key, value);
            if (decision instanceof Decision.Put put) {
                puts.put(key, put.value());
            } else if (decision == Decision.Other.DELETE) {
                deletes.add(key);
            }
        });
        if (!puts.isEmpty() || !deletes.isEmpty()) {
            update(version, puts, deletes, deadline);
        }
        return version.bytes();
    }

    private void update(Version version, Map<String, String> puts, List<String> deletes, long deadline) {
        try {
            client.update(version, puts, deletes, deadline);
        } catch (StoreException e) {
            if (e.is(Kind.REFUSED) && !client.describe(deadline).tag().equals(version.tag())) {
                throw new StoreException(Kind.COLLISION, String.valueOf(e.getMessage()), e);
            }
            throw e;
        }
    }

    private Map<String, Optional<String>> read(Collection<String> keys, long deadline) {
        Map<String, CompletableFuture<Optional<String>>> reads = new LinkedHashMap<>();
        for (String key : keys) {
            reads.put(key, CompletableFuture.supplyAsync(() -> client.get(key, deadline), readers));
        }
        Map<String, Optional<String>> values = new LinkedHashMap<>();
        try {
            reads.forEach((key, read) -> values.put(key, read.join()));
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreException cause ? cause : e;
        } finally {
            // cancels reads that have not begun, so that the next attempt does not wait for them
            reads.values().forEach(read -> read.cancel(false));
        }
        return values;
    }

    private static void pause(long millis, StoreException reason) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw reason;
        }
    }
}
