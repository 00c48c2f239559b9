package io.quarkiverse.cloudfront.signer.aws.revocation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.aws.revocation.StoreClient.Page;
import io.quarkiverse.cloudfront.signer.aws.revocation.StoreEditor.Decision;

/**
 * Removes the entries that a store no longer needs. This happens only once a day, or once an hour if the store fills up,
 * because AWS bills each request.
 */
final class ExpiredEntries {

    /** Half the maximum size of a key value store. */
    private static final long MANY_BYTES = 2_500_000;
    private static final Duration PERIOD = Duration.ofDays(1);
    private static final Duration SHORT_PERIOD = Duration.ofHours(1);
    private static final Duration FULL_PERIOD = Duration.ofMinutes(10);
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /**
     * The maximum number of pages to read. A full store has about 4,400 pages of revocations. Any further entries are removed
     * the next time.
     */
    private static final int MOST_PAGES = 5000;

    private final StoreClient client;
    private final StoreEditor editor;
    private final Duration kept;
    private final InstantSource clock;
    private final Instant started;
    private @Nullable Instant last;

    ExpiredEntries(StoreClient client, StoreEditor editor, Duration kept, InstantSource clock) {
        this.client = client;
        this.editor = editor;
        this.kept = kept;
        this.clock = clock;
        this.started = clock.instant();
    }

    /**
     * Whether expired entries should be removed now. If so, only one caller gets {@code true}.
     *
     * @param bytes the size of the store in bytes
     */
    synchronized boolean isDue(long bytes) {
        return isDue(last == null ? started : last, bytes > MANY_BYTES ? SHORT_PERIOD : PERIOD);
    }

    /**
     * Like {@link #isDue(long)}, but for a store that does not accept further entries.
     */
    synchronized boolean isDueInFullStore() {
        return isDue(last == null ? Instant.MIN : last, FULL_PERIOD);
    }

    private boolean isDue(Instant before, Duration period) {
        Instant now = clock.instant();
        boolean due = before.isBefore(now.minus(period));
        if (due) {
            last = now;
        }
        return due;
    }

    /**
     * Removes the expired entries. Blocks the caller.
     *
     * @return how many entries were removed
     * @throws StoreException if the store cannot be read or changed
     */
    int remove() {
        List<String> expired = find();
        for (int i = 0; i < expired.size(); i += StoreClient.MOST_ENTRIES) {
            // an entry that was renewed in the meantime stays
            editor.edit(expired.subList(i, Math.min(expired.size(), i + StoreClient.MOST_ENTRIES)), System.nanoTime() + MINUTE,
                    (key, value) -> value.isPresent() && isExpired(key, value.get()) ? Decision.Other.DELETE
                            : Decision.Other.KEEP);
        }
        return expired.size();
    }

    private List<String> find() {
        Set<String> expired = new LinkedHashSet<>();
        String token = null;
        int pages = 0;
        do {
            Page page = client.list(token, System.nanoTime() + MINUTE);
            page.entries().forEach((key, value) -> {
                if (isExpired(key, value)) {
                    expired.add(key);
                }
            });
            token = page.next();
            pages++;
        } while (token != null && pages < MOST_PAGES);
        return List.copyOf(expired);
    }

    private boolean isExpired(String key, String value) {
        return RevocationEntry.isExpired(key, value, kept, clock.instant());
    }
}
