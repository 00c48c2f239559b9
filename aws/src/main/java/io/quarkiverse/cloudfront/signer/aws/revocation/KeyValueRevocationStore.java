package io.quarkiverse.cloudfront.signer.aws.revocation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.signer.RevocationStore;
import io.quarkiverse.cloudfront.signer.aws.revocation.StoreEditor.Decision;
import io.quarkiverse.cloudfront.signer.aws.revocation.StoreException.Kind;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * Revocations in a key value store of CloudFront. One thread writes, so that revocations that wait for it share an update, and
 * the writers of one application do not collide with each other.
 */
final class KeyValueRevocationStore implements RevocationStore, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(KeyValueRevocationStore.class);

    private static final int MOST_WAITING = 10_000;
    private static final int CLOSING_SECONDS = 10;

    private final StoreClient client;
    private final StoreEditor editor;
    private final ExpiredEntries expired;
    private final ExecutorService writer;
    private final ExecutorService remover;
    private final BlockingQueue<Write> writes = new LinkedBlockingQueue<>(MOST_WAITING);

    private record Write(Map<String, String> entries, UniEmitter<? super Void> caller) {
    }

    /**
     * @param writer has one thread
     * @param remover has one thread; another one, because it can take minutes
     */
    KeyValueRevocationStore(StoreClient client, StoreEditor editor, ExpiredEntries expired, ExecutorService writer,
            ExecutorService remover) {
        this.client = client;
        this.editor = editor;
        this.expired = expired;
        this.writer = writer;
        this.remover = remover;
    }

    /**
     * Returns immediately. A revocation is also written if its caller no longer waits for it.
     */
    @Override
    public Uni<Void> put(Map<String, String> entries) {
        entries.forEach((key, value) -> {
            if (!RevocationEntry.isKey(key) || !RevocationEntry.isValue(value)) {
                throw new IllegalArgumentException("\"" + key + "\": \"" + value + "\" is not an entry of a revocation");
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
        // not on the thread that writes, which the caller could block
        return Uni.createFrom().<Void> emitter(caller -> {
            if (!writes.offer(new Write(entries, caller))) {
                caller.fail(new StoreException(Kind.TEMPORARY,
                        MOST_WAITING + " revocations already wait for the key value store. Try again later"));
                return;
            }
            try {
                writer.execute(this::writeWaiting);
            } catch (RejectedExecutionException e) {
                caller.fail(new StoreException(Kind.REFUSED, "The application is shutting down. Revoke the login again", e));
            }
        }).emitOn(Infrastructure.getDefaultExecutor());
    }

    /**
     * Writes as many of the waiting revocations as one update can have.
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
        try {
            long bytes = put(entries, true);
            together.forEach(write -> write.caller().complete(null));
            if (expired.isDue(bytes)) {
                remover.execute(this::removeExpired);
            }
        } catch (RuntimeException | LinkageError e) {
            together.forEach(write -> write.caller().fail(e));
        }
    }

    private long put(Map<String, String> entries, boolean firstTime) {
        if (entries.isEmpty()) {
            return client.describe().bytes();
        }
        try {
            return editor.edit(entries.keySet(),
                    (key, known) -> decide(Objects.requireNonNull(entries.get(key)), known));
        } catch (StoreException e) {
            if (e.is(Kind.FULL) && firstTime && expired.isDueInFullStore() && expired.remove() > 0) {
                return put(entries, false);
            }
            throw e;
        }
    }

    private static Decision decide(String wanted, Optional<String> known) {
        String merged = known.map(value -> RevocationStore.merge(value, wanted)).orElse(wanted);
        return known.equals(Optional.of(merged)) ? Decision.Other.KEEP : new Decision.Put(merged);
    }

    private void removeExpired() {
        try {
            int removed = expired.remove();
            LOG.debugf("Removed %d old revocations", removed);
        } catch (RuntimeException e) {
            LOG.warn("Old revocations could not be removed. The next attempt is made after a later revocation", e);
        }
    }

    /**
     * Waits for the revocations that have begun.
     */
    @Override
    public void close() {
        remover.shutdownNow();
        writer.shutdown();
        try {
            if (!writer.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                LOG.error("Some revocations were not written, because the key value store did not answer in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
