package io.quarkiverse.cloudfront.signer.aws.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.aws.revocation.BadStore.Answer;
import io.quarkiverse.cloudfront.signer.aws.revocation.StoreEditor.Decision;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;

class StoreEditorTest {

    private static final List<String> KEYS = List.of("u/kx3bq0vVn2mSdA1Z", "all");
    private static final Answer VERSION = BadStore.of(200, "{\"TotalSizeInBytes\":0}");

    private final AtomicInteger reads = new AtomicInteger();

    private static void edit(BadStore store, Executor readers, long deadline) {
        new StoreEditor(TestStores.client(store.endpoint(), new SteppedClock("2026-11-29T12:00:00Z")), readers)
                .edit(KEYS, deadline, (key, value) -> Decision.Other.KEEP);
    }

    /** Otherwise, the next attempt would wait for them. */
    @Test
    void readsThatHaveNotBegun_doNotBeginAfterAFailure() throws IOException {
        List<Runnable> waiting = new ArrayList<>();
        try (BadStore store = new BadStore((out, request) -> {
            boolean read = new String(request, StandardCharsets.UTF_8).contains("/keys/");
            (read && reads.incrementAndGet() > 0 ? BadStore.of(403, "") : VERSION).write(out, request);
        })) {
            // a thread for one read at a time
            assertThatThrownBy(() -> edit(store, read -> {
                if (reads.get() == 0) {
                    read.run();
                } else {
                    waiting.add(read);
                }
            }, TestStores.later())).isInstanceOf(StoreException.class).hasMessageContaining("status 403");
            assertThat(waiting).hasSize(1);

            waiting.forEach(Runnable::run);

            assertThat(reads).hasValue(1);
        }
    }

    /** The deadline cuts the last attempt short, and then nobody knows what was wrong with the store. */
    @Test
    void lastAttempt_hasTheReasonOfTheOneBefore() throws IOException {
        try (BadStore store = new BadStore((out, request) -> (reads.getAndIncrement() == 0
                ? BadStore.of(500, "{\"message\":\"Overloaded\"}")
                : BadStore.SILENT).write(out, request))) {
            assertThatThrownBy(() -> edit(store, Runnable::run, System.nanoTime() + Duration.ofSeconds(3).toNanos()))
                    .isInstanceOf(StoreException.class).hasMessageContaining("Overloaded");
        }
    }
}
