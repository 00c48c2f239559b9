package io.quarkiverse.cloudfront.signer.aws.revocation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.signer.RevocationStore;
import io.quarkiverse.cloudfront.signer.aws.revocation.StoreEditor.Decision;
import io.quarkiverse.cloudfront.signer.aws.revocation.StoreException.Kind;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * Stores revocations in a key value store of CloudFront. Only one thread writes, so that waiting revocations share an update,
 * and so that the writers of one application do not collide with each other. A revocation ends at its deadline, regardless of
 * the store, and later revocations do not wait for it any longer.
 */
final class KeyValueRevocationStore implements RevocationStore, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(KeyValueRevocationStore.class);

    private static final int MOST_WAITING = 10_000;

    private final StoreClient client;
    private final StoreEditor editor;
    private final ExpiredEntries expired;
    private final ExecutorService writer;
    private final ExecutorService remover;
    private final Executor callers;
    private final Duration timeout;
    private final Duration closing;
    private final BlockingQueue<Write> writes = new LinkedBlockingQueue<>(MOST_WAITING);
    private volatile List<Write> current = List.of();

    private record Write(Map<String, String> entries, long deadline, UniEmitter<? super Void> caller) {
    }

    /**
     * @param writer an executor with one thread
     * @param remover an executor with another thread, because removing can take minutes
     * @param callers an executor that passes results to callers. The application's own pool is not used, because waiting
     *        callers can occupy all of its threads
     * @param timeout the timeout of a revocation
     * @param closing how long the shutdown of the application waits for revocations
     */
    KeyValueRevocationStore(StoreClient client, StoreEditor editor, ExpiredEntries expired, ExecutorService writer,
            ExecutorService remover, Executor callers, Duration timeout, Duration closing) {
        this.client = client;
        this.editor = editor;
        this.expired = expired;
        this.writer = writer;
        this.remover = remover;
        this.callers = callers;
        this.timeout = timeout;
        this.closing = closing;
    }

    /**
     * Writes entries without blocking the caller. They are written even if the caller no longer waits for the result.
     */
    @Override
    public Uni<Void> put(Map<String, String> entries) {
        entries.forEach((key, value) -> {
            if (!RevocationEntry.isKey(key) || !RevocationEntry.isValue(value)) {
                throw new IllegalArgumentException("\"" + key + "\": \"" + value + "\" is not a revocation entry");
            }
        });
        List<Map<String, String>> parts = parts(entries);
        if (parts.size() == 1) {
            return write(parts.get(0));
        }
        return Uni.join().all(parts.stream().map(this::write).toList()).andCollectFailures().replaceWithVoid();
    }

    private static List<Map<String, String>> parts(Map<String, String> entries) {
        List<Map<String, String>> parts = new ArrayList<>(List.of(new HashMap<>()));
        entries.forEach((key, value) -> {
            if (parts.get(parts.size() - 1).size() == StoreClient.MOST_ENTRIES) {
                parts.add(new HashMap<>());
            }
            parts.get(parts.size() - 1).put(key, value);
        });
        return parts;
    }

    private Uni<Void> write(Map<String, String> entries) {
        // the caller does not continue on the writer's thread, because it could block this thread
        return Uni.createFrom().<Void> emitter(caller -> {
            if (!writes.offer(new Write(entries, System.nanoTime() + timeout.toNanos(), caller))) {
                caller.fail(new StoreException(Kind.TEMPORARY,
                        MOST_WAITING + " revocations are already waiting for the key value store. Try again later"));
                return;
            }
            try {
                writer.execute(this::writeWaiting);
            } catch (RejectedExecutionException e) {
                caller.fail(closed());
            }
        }).emitOn(callers);
    }

    private static StoreException closed() {
        return new StoreException(Kind.REFUSED, "The application is shutting down. Revoke the login again");
    }

    /**
     * Writes as many of the waiting revocations as fit into one update.
     */
    private void writeWaiting() {
        Map<String, String> entries = new HashMap<>();
        List<Write> together = new ArrayList<>();
        for (Write next = writes.peek(); next != null
                && entries.size() + next.entries().size() <= StoreClient.MOST_ENTRIES; next = writes.peek()) {
            together.add(writes.remove());
            next.entries().forEach((key, value) -> entries.merge(key, value, RevocationStore::merge));
        }
        if (together.isEmpty()) {
            return;
        }
        current = together;
        try {
            long bytes = put(entries, together.get(together.size() - 1).deadline(), true);
            together.forEach(write -> write.caller().complete(null));
            if (expired.isDue(bytes)) {
                remover.execute(this::removeExpired);
            }
        } catch (RuntimeException | LinkageError e) {
            together.forEach(write -> write.caller().fail(e));
        } finally {
            current = List.of();
        }
    }

    private long put(Map<String, String> entries, long deadline, boolean firstTime) {
        if (entries.isEmpty()) {
            return client.describe(deadline).bytes();
        }
        try {
            return editor.edit(entries.keySet(), deadline,
                    (key, known) -> decide(Objects.requireNonNull(entries.get(key)), known));
        } catch (StoreException e) {
            if (e.is(Kind.FULL) && firstTime && expired.isDueInFullStore() && hasRoom(deadline)) {
                return put(entries, deadline, false);
            }
            throw e;
        }
    }

    private boolean hasRoom(long deadline) {
        try {
            return remover.submit(this::removeExpired).get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS) > 0;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Decision decide(String wanted, Optional<String> known) {
        String merged = known.map(value -> RevocationStore.merge(value, wanted)).orElse(wanted);
        return known.equals(Optional.of(merged)) ? Decision.Other.KEEP : new Decision.Put(merged);
    }

    private int removeExpired() {
        try {
            int removed = expired.remove();
            LOG.debugf("Removed %d old revocations", removed);
            return removed;
        } catch (RuntimeException e) {
            LOG.warn("Old revocations could not be removed. The next attempt is made after a later revocation", e);
            return 0;
        }
    }

    /**
     * Waits for the revocations that are in progress.
     */
    @Override
    public void close() {
        remover.shutdownNow();
        writer.shutdown();
        try {
            if (!writer.awaitTermination(closing.toNanos(), TimeUnit.NANOSECONDS)) {
                List<Write> lost = new ArrayList<>(current);
                writes.drainTo(lost);
                LOG.errorf("The application shut down before the key value store answered. Number of revocations that may be "
                        + "lost: %d. Revoke these logins again: %s", lost.size(),
                        lost.stream().flatMap(write -> write.entries().keySet().stream()).distinct().sorted().toList());
                writer.shutdownNow();
                lost.forEach(write -> write.caller().fail(closed()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
