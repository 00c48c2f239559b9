package io.quarkiverse.cloudfront.signer.runtime.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;
import io.quarkiverse.cloudfront.signer.fixtures.Race;
import io.quarkiverse.cloudfront.signer.plain.SignerBuilder;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.quarkiverse.cloudfront.signer.runtime.key.source.KeySource;

class TimedReadTest {

    private static final String LATE = "could not be read within 10 seconds. Check whether its file system or service "
            + "responds, and check public-key-location, too";

    @TempDir
    Path directory;

    /** A pipe without a writer is like a file of a network file system that has gone. */
    @Test
    @NeedsProgram(Program.MKFIFO)
    void fileThatCannotBeRead_failsTheStartInTime() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder(Program.MKFIFO.path(), pipe.toString()).start().waitFor()).isZero();
        // at the same time
        CompletableFuture<?> privateKey = CompletableFuture.runAsync(
                () -> SignerBuilder.of("https://media.example.com").keyPairId("K1").privateKeyLocation(pipe).build(),
                task -> new Thread(task).start());

        assertThatThrownBy(() -> RemoteKey.of(new TestKey("K1", Algorithm.ECDSA_SHA256), Optional.of(pipe.toString())))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageStartingWith(LATE);
        assertThatThrownBy(() -> privateKey.get(60, TimeUnit.SECONDS)).hasMessageContaining("private-key-location " + LATE);
    }

    @Test
    void failure_isThrown_andTheNextReadBeginsAgain() throws Exception {
        StringBuilder reads = new StringBuilder();
        TimedRead<String> read = new TimedRead<>(() -> {
            reads.append("r");
            switch (reads.length()) {
                case 1 -> throw new UnusableKeyException("is encrypted");
                case 2 -> throw new IllegalArgumentException("on purpose");
                default -> {
                    return "key";
                }
            }
        });

        assertThatThrownBy(read::read).isInstanceOf(UnusableKeyException.class).hasMessage("is encrypted");
        assertThatThrownBy(read::read).isInstanceOf(IllegalArgumentException.class).hasMessage("on purpose");
        assertThat(read.read()).isEqualTo("key");
        assertThat(reads).hasToString("rrr");
    }

    /** Such as a pipe without a writer that {@code mv} has replaced with the key. The thread that hangs is given up. */
    @Test
    void readThatHangs_isOnlyWaitedForUntilTheSourceIsReplaced() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        AtomicReference<Object> version = new AtomicReference<>("pipe");
        TimedRead<String> read = new TimedRead<>(() -> {
            reads.incrementAndGet();
            if (version.get().equals("pipe")) {
                new CountDownLatch(1).await();
            }
            return "key";
        }, new TimedRead<>(version::get), Duration.ofMillis(100));

        assertThatThrownBy(read::read).hasMessageStartingWith("could not be read within ");
        assertThatThrownBy(read::read).hasMessageStartingWith("could not be read within ");
        assertThat(reads).hasValue(1);
        version.set("file");
        assertThat(read.read()).isEqualTo("key");
        assertThat(reads).hasValue(2);
    }

    @Test
    void version_changesWithTheFile_andWithEachFileOfADirectory() throws Exception {
        Path file = Files.writeString(directory.resolve("private-key.pem"), "1");
        for (KeySource source : List.of(KeySource.location(file.toString(), Optional.empty()),
                KeySource.location(directory.toString(), Optional.empty()))) {
            Object before = source.version();
            assertThat(source.version()).isEqualTo(before);
            Files.move(Files.writeString(directory.resolve("new"), "2"), file, StandardCopyOption.REPLACE_EXISTING);
            assertThat(source.version()).isNotEqualTo(before);
        }
        Object before = KeySource.location(directory.toString(), Optional.empty()).version();
        Files.writeString(directory.resolve("key-pair-id"), "K1");
        assertThat(KeySource.location(directory.toString(), Optional.empty()).version()).isNotEqualTo(before);
    }

    /** A read that hangs would hang a thread of each caller. */
    @Test
    void callersAtTheSameTime_shareOneThreadAtMost() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        AtomicInteger atOnce = new AtomicInteger();
        TimedRead<Integer> read = new TimedRead<>(() -> {
            int readers = atOnce.incrementAndGet();
            reading.countDown();
            assertThat(answers.await(60, TimeUnit.SECONDS)).isTrue();
            atOnce.decrementAndGet();
            return readers;
        });
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> readQuietly(read));
        assertThat(reading.await(60, TimeUnit.SECONDS)).isTrue();

        Thread second = Race.startBlocked(() -> assertThat(readQuietly(read)).isOne());
        answers.countDown();
        assertThat(first.get(60, TimeUnit.SECONDS)).isOne();
        second.join(60_000);
    }

    private static int readQuietly(TimedRead<Integer> read) {
        try {
            return read.read();
        } catch (UnusableKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void interruptedCaller_doesNotWait() {
        TimedRead<String> read = new TimedRead<>(() -> {
            Thread.sleep(60_000);
            return "key";
        });
        Thread.currentThread().interrupt();

        assertThatThrownBy(read::read).hasMessage("could not be read, because the application is shutting down");
        assertThat(Thread.interrupted()).isTrue();
    }
}
