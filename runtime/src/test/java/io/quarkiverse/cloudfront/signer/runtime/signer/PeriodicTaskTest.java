package io.quarkiverse.cloudfront.signer.runtime.signer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.fixtures.LogCapture;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

class PeriodicTaskTest {

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<String> runs = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        vertx.close();
    }

    private PeriodicTask task(Runnable work, Duration period) {
        return new PeriodicTask(vertx, work, period, "It failed");
    }

    private String nextRun() throws InterruptedException {
        return runs.poll(30, TimeUnit.SECONDS);
    }

    @Test
    void work_runsOnAWorkerAgainAndAgain_alsoIfItFails() throws Exception {
        PeriodicTask task = task(() -> {
            runs.add(Context.isOnWorkerThread() + " " + Context.isOnEventLoopThread());
            throw new IllegalStateException("on purpose");
        }, Duration.ofMillis(1));
        try (LogCapture log = new LogCapture(PeriodicTask.class)) {
            task.schedule();

            assertThat(nextRun()).isEqualTo("true false");
            assertThat(nextRun()).isEqualTo("true false");
            task.run();
            assertThat(log.take()).contains("ERROR It failed");
        }
    }

    @Test
    void firstRun_doesNotWaitForThePeriod() throws Exception {
        PeriodicTask task = task(() -> runs.add("run"), Duration.ofDays(1));
        task.schedule(Duration.ofMillis(1));

        assertThat(nextRun()).isEqualTo("run");
    }
}
