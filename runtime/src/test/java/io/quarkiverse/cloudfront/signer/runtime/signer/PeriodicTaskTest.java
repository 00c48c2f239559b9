package io.quarkiverse.cloudfront.signer.runtime.signer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
        return new PeriodicTask(vertx, work, period, "It failed", Duration.ofMillis(500));
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
            task.schedule(Duration.ofMillis(1));

            assertThat(nextRun()).isEqualTo("true false");
            assertThat(nextRun()).isEqualTo("true false");
            task.run();
            assertThat(log.take()).contains("ERROR It failed");
        }
    }

    /** Such as a request whose answer comes a byte a second. */
    @Test
    void runThatHangs_isReportedWithItsStart_andTheNextOneBegins() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        Instant before = Instant.now();
        PeriodicTask task = task(() -> {
            runs.add("run");
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, Duration.ofMillis(1));
        try (LogCapture log = new LogCapture(PeriodicTask.class)) {
            task.schedule(Duration.ofMillis(1));

            assertThat(nextRun()).isEqualTo("run");
            assertThat(nextRun()).isEqualTo("run");
            task.run();
            Matcher reported = Pattern.compile("ERROR It failed\\. The run that began at (\\S+) has not ended\\. The next run "
                    + "does not wait for it").matcher(log.take().get(0));
            assertThat(reported.matches()).isTrue();
            assertThat(Instant.parse(reported.group(1))).isBetween(before, Instant.now());
        } finally {
            closed.countDown();
        }
    }

    /** Neither the run that it waits for, nor the one after a run that ends later. */
    @Test
    void stoppedTask_doesNotRunAgain() throws Exception {
        PeriodicTask task = task(() -> runs.add("run"), Duration.ofMillis(1));
        // on one event loop, where timers keep their order
        vertx.runOnContext(none -> {
            task.schedule(Duration.ofMillis(1));
            task.run();
            task.schedule(Duration.ofMillis(1));
            vertx.setTimer(50, later -> vertx.executeBlocking(() -> runs.add("end"), false));
        });

        assertThat(nextRun()).isEqualTo("end");
    }

    @Test
    void firstRun_doesNotWaitForThePeriod() throws Exception {
        PeriodicTask task = task(() -> runs.add("run"), Duration.ofDays(1));
        task.schedule(Duration.ofMillis(1));

        assertThat(nextRun()).isEqualTo("run");
    }
}
