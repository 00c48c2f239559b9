package io.quarkiverse.cloudfront.signer.runtime.key.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKey;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.PublicKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyDescription;

/**
 * Keys that are replaced while they are read. Each file is a named pipe, so that the test decides what each reading gets. An
 * unexpected reading waits forever, and cannot be interrupted.
 */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
@NeedsProgram(Program.MKFIFO)
class ReplacedWhileReadTest {

    private record Reading(Path file, String content) {
    }

    private static final KeyPair OLD = TestKeys.p256();
    private static final KeyPair NEW = TestKeys.p256();

    @TempDir
    Path directory;

    private final List<Reading> readings = new ArrayList<>();
    private Path privateKey;
    private Path id;
    private Path publicKey;
    private Thread writer;

    @BeforeEach
    void makePipes() throws Exception {
        privateKey = pipe("private-key.pem");
        id = pipe("key-pair-id");
        publicKey = pipe("public-key.pem");
    }

    private Path pipe(String name) throws Exception {
        Path pipe = directory.resolve(name);
        assertThat(new ProcessBuilder(Program.MKFIFO.path(), pipe.toString()).start().waitFor()).isZero();
        return pipe;
    }

    /** A pipe must not be read twice in a row, because it only ends when its reader has closed it. */
    private void next(KeyPair pair, String keyPairId) {
        readings.add(new Reading(privateKey, TestKeys.pem(pair.getPrivate())));
        readings.add(new Reading(id, keyPairId));
    }

    private void nextPublic(KeyPair pair) {
        readings.add(new Reading(publicKey, PublicKeys.pem(pair.getPublic())));
    }

    private LocalKey load(boolean proven) throws UnusableKeyException {
        writer = new Thread(() -> {
            try {
                for (Reading reading : readings) {
                    // waits for the reader
                    Files.writeString(reading.file, reading.content);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        writer.setDaemon(true);
        writer.start();
        KeyDescription key = new KeyDescription("private-key-location",
                KeySource.location(directory.toString(), Optional.empty()), Optional.empty(), HashAlgorithm.SHA256,
                proven ? Optional.of(publicKey.toString()) : Optional.empty(), TestKeys.CRYPTO);
        return key.parse(key.call());
    }

    @AfterEach
    void everyReadingWasNeeded() throws InterruptedException {
        writer.join(10_000);
        assertThat(writer.isAlive()).isFalse();
    }

    private void assertIsNew(LocalKey key) {
        assertThat(key.keyPairId()).isEqualTo("K2");
        assertThat(key.publicKey()).isEqualTo(NEW.getPublic());
    }

    @Test
    void idThatWasReplacedBeforeTheKey_isReadAgain() throws Exception {
        next(OLD, "K2");
        next(NEW, "K2");
        next(NEW, "K2");

        assertIsNew(load(false));
    }

    @Test
    void keyThatWasReplacedBeforeTheId_isReadAgain() throws Exception {
        next(NEW, "K1");
        next(NEW, "K2");
        next(NEW, "K2");

        assertIsNew(load(false));
    }

    @Test
    void equalReadings_areTwo() throws Exception {
        next(NEW, "K2");
        next(NEW, "K2");

        assertIsNew(load(false));
    }

    @Test
    void keyThatChangesAllTheTime_isRejected() {
        for (int i = 0; i < 10; i++) {
            next(OLD, "K" + i);
        }

        assertThatThrownBy(() -> load(false)).hasMessage(
                "names " + directory + ", which changes during each read; replace it in one step, as mv does");
    }

    @Test
    void publicKeyThatWasReplacedMeanwhile_hasThePrivateKeyReadAgain() throws Exception {
        nextPublic(OLD);
        next(OLD, "K1");
        next(OLD, "K1");
        nextPublic(NEW);
        next(NEW, "K2");
        next(NEW, "K2");

        assertIsNew(load(true));
    }

    @Test
    void publicKeyThatStays_isEnough() throws Exception {
        nextPublic(NEW);
        next(NEW, "K2");
        next(NEW, "K2");
        nextPublic(NEW);

        assertIsNew(load(true));
    }
}
