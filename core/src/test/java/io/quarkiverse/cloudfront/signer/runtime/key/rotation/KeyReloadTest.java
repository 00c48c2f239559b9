package io.quarkiverse.cloudfront.signer.runtime.key.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.signer.SigningKeyChanged;
import io.quarkiverse.cloudfront.signer.fixtures.LogCapture;
import io.quarkiverse.cloudfront.signer.fixtures.Race;
import io.quarkiverse.cloudfront.signer.fixtures.Rounds;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.KeySignature;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.PublicKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.quarkiverse.cloudfront.signer.runtime.key.source.CredentialsSource;
import io.quarkiverse.cloudfront.signer.runtime.key.source.KeySource;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignatureService;
import io.smallrye.mutiny.Uni;

/**
 * Keys that are replaced at their source, correctly and in many wrong ways.
 */
@Tag("slow")
class KeyReloadTest {

    private static final String PROPERTY = "quarkus.cloudfront-signer.private-key-location ";

    private static KeyPair first;
    private static KeyPair second;
    private static KeyPair rsa;

    private final SteppedClock clock = new SteppedClock("2026-11-24T12:00:00Z");
    private final List<SigningKeyChanged> changes = new ArrayList<>();
    @AutoClose
    private final LogCapture log = new LogCapture(TestKeys.class);

    @TempDir
    Path directory;

    private KeyRing keys;
    private SignatureService<KeySignature> signatures;

    @BeforeAll
    static void makeKeys() {
        first = TestKeys.p256();
        second = TestKeys.p256();
        rsa = TestKeys.rsa2048();
    }

    private void start(KeySource source, String keyPairId, Path publicKey) throws UnusableKeyException {
        start(slot(source, keyPairId, publicKey, null));
    }

    private KeySlot slot(KeySource source, String keyPairId, Path publicKey, Instant activeFrom) throws UnusableKeyException {
        return KeySlot.local("quarkus.cloudfront-signer.", new KeyDescription("private-key-location", source,
                Optional.ofNullable(keyPairId), HashAlgorithm.SHA256, Optional.ofNullable(publicKey).map(Path::toString),
                TestKeys.CRYPTO), activeFrom, clock.instant());
    }

    private void start(KeySlot... slots) {
        keys = new KeyRing("<default>", List.of(slots), clock, Duration.ofMinutes(15), changes::add);
        signatures = KeySignature.of("The default signer", keys);
    }

    private void startDirectory() throws Exception {
        write("private-key.pem", TestKeys.pem(first.getPrivate()));
        write("key-pair-id", "K1");
        start(location(directory), null, null);
        assertSigns("K1", first);
    }

    private void startFile(String keyPairId) throws Exception {
        write("key.pem", (keyPairId == null ? "Key-Pair-Id: K1\n" : "") + TestKeys.pem(first.getPrivate()));
        start(location(directory.resolve("key.pem")), keyPairId, null);
        assertSigns("K1", first);
    }

    private static KeySource location(Path path) {
        return KeySource.location(path.toString(), Optional.empty());
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private void assertSigns(String keyPairId, KeyPair pair) {
        KeySignature signature = signatures.sign(KeySignature.policy(clock.instant().plusSeconds(900)));
        assertThat(signature.key().keyPairId()).isEqualTo(keyPairId);
        assertThat(signature.verifies(pair.getPublic()))
                .isTrue();
    }

    private void reload() {
        clock.advance(Duration.ofMinutes(1));
        keys.reload();
    }

    /** The first key stays in use, and each problem is reported once. */
    private void assertKept(String message) {
        for (int i = 0; i < 3; i++) {
            reload();
            assertSigns("K1", first);
        }
        assertThat(log.take()).containsExactly("WARN " + PROPERTY + message + ". Key pair K1 stays in use");
        assertThat(keys.status().problems()).containsExactly(PROPERTY + message);
        assertThat(changes).isEmpty();
    }

    private void assertReplaced() {
        reload();
        assertSigns("K2", second);
        assertThat(keys.status().problems()).isEmpty();
        assertThat(changes).containsExactly(new SigningKeyChanged("<default>", "K2", "K1", clock.instant(),
                clock.instant().plus(Duration.ofMinutes(15))));
        assertThat(keys.status().retired()).containsExactly(
                new KeyStatus.Retired("K1", clock.instant().plus(Duration.ofMinutes(15))));
    }

    @Test
    void replacedKeys_areListedAsFarAsAKeyGroupHasRoom() throws Exception {
        List<KeyPair> stored = new CopyOnWriteArrayList<>(List.of(first));
        start(new CredentialsSource(name -> Uni.createFrom().item(
                Map.of("private-key", TestKeys.pem(stored.get(stored.size() - 1).getPrivate()), "key-pair-id",
                        "K" + stored.size())),
                "media", null), null, null);
        for (int i = 0; i < 5; i++) {
            stored.add(TestKeys.p256());
            reload();
        }

        assertThat(keys.status().retired()).extracting(KeyStatus.Retired::keyPairId).containsExactly("K2", "K3", "K4", "K5");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Kubernetes does not swap directories there")
    void mountedSecret_thatIsSwapped_replacesTheKey() throws Exception {
        version("..v1", first, "K1");
        Files.createSymbolicLink(directory.resolve("..data"), Path.of("..v1"));
        Files.createSymbolicLink(directory.resolve("private-key.pem"), Path.of("..data/private-key.pem"));
        Files.createSymbolicLink(directory.resolve("key-pair-id"), Path.of("..data/key-pair-id"));
        start(location(directory), null, null);
        assertSigns("K1", first);

        version("..v2", second, "K2");
        Files.createSymbolicLink(directory.resolve("..data_tmp"), Path.of("..v2"));
        Files.move(directory.resolve("..data_tmp"), directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        assertReplaced();
        assertThat(log.take()).containsExactly("INFO The default signer switched to key pair K2 at 2026-11-24T12:01:00Z. "
                + "You can remove the public key of key pair K1 from the key group after 2026-11-24T12:16:00Z. "
                + "If its private key has leaked, remove the public key now, although CloudFront then refuses everything that "
                + "the key signed");
    }

    private void version(String name, KeyPair pair, String keyPairId) throws IOException {
        Path version = Files.createDirectory(directory.resolve(name));
        Files.writeString(version.resolve("private-key.pem"), TestKeys.pem(pair.getPrivate()));
        Files.writeString(version.resolve("key-pair-id"), keyPairId);
    }

    @Test
    void fileThatNamesItsId_isReplaced() throws Exception {
        startFile(null);
        assertThat(keys.mayChange()).isTrue();
        write("new.pem", "Key-Pair-Id: K2\n" + TestKeys.pem(second.getPrivate()));
        Files.move(directory.resolve("new.pem"), directory.resolve("key.pem"), StandardCopyOption.ATOMIC_MOVE);

        assertReplaced();
    }

    @Test
    void credentials_areReplaced() throws Exception {
        List<Uni<Map<String, String>>> answer = new ArrayList<>();
        answer.add(Uni.createFrom().item(Map.of("private-key", TestKeys.pem(first.getPrivate()), "key-pair-id", "K1")));
        start(new CredentialsSource(name -> answer.get(answer.size() - 1), "media", null), null, null);

        answer.add(Uni.createFrom().failure(new IllegalStateException("sealed")));
        assertKept("names credentials for which the provider failed: java.lang.IllegalStateException");
        answer.add(Uni.createFrom().nullItem());
        assertKept("names credentials for which the credentials provider does not return a \"private-key\"; it returns "
                + "nothing for this name");
        answer.add(Uni.createFrom().item(Map.of("private-key", TestKeys.pem(second.getPrivate()), "key-pair-id", "K2")));
        assertReplaced();
    }

    /** Such as a provider that blocks its caller, and does not return a Uni either. */
    @Test
    void providerThatHangs_isReported_andReadAgainLater() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        List<Thread> readers = new CopyOnWriteArrayList<>();
        List<KeyPair> stored = new CopyOnWriteArrayList<>(List.of(first));
        start(new CredentialsSource(name -> {
            readers.add(Thread.currentThread());
            if (readers.size() == 2) {
                asked.countDown();
                awaitQuietly(answers);
            }
            int index = stored.size() - 1;
            return Uni.createFrom().item(Map.of("private-key", TestKeys.pem(stored.get(index).getPrivate()), "key-pair-id",
                    "K" + (index + 1)));
        }, "media", null), null, null);
        stored.add(second);

        // TimedReadTest waits for the time limit
        Thread impatient = new Thread(this::reload);
        impatient.start();
        assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
        impatient.interrupt();
        impatient.join(60_000);
        assertSigns("K1", first);
        String message = "could not be read, because the application is shutting down";
        assertThat(log.take()).containsExactly("WARN " + PROPERTY + message + ". Key pair K1 stays in use");
        assertThat(keys.status().problems()).containsExactly(PROPERTY + message);
        assertThat(readers).hasSize(2).doesNotContain(Thread.currentThread(), impatient);
        assertThat(readers.get(1).isDaemon()).isTrue();

        CompletableFuture<Void> waiting = CompletableFuture.runAsync(this::reload);
        answers.countDown();
        waiting.get(60, TimeUnit.SECONDS);
        // the same read
        assertThat(readers).hasSize(2);
        assertSigns("K2", second);
        reload();
        assertThat(readers).hasSize(3);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void unchangedKey_isNotReported() throws Exception {
        startDirectory();
        reload();
        // another form of the same key
        Files.write(directory.resolve("private-key.pem"), first.getPrivate().getEncoded());
        reload();

        assertSigns("K1", first);
        assertThat(changes).isEmpty();
        assertThat(log.take()).isEmpty();
        assertThat(keys.status().since()).isEqualTo(Instant.parse("2026-11-24T12:00:00Z"));
    }

    @Test
    void lostFile_isReportedOnceAndUsedAgainOnceItIsBack() throws Exception {
        startFile("K1");
        Path file = directory.resolve("key.pem");
        byte[] content = Files.readAllBytes(file);
        Files.delete(file);
        assertKept("names the file " + file + ", which does not exist");
        Files.createDirectory(file);
        assertKept("names the file " + file.resolve("private-key.pem") + ", which does not exist");
        Files.delete(file);
        Files.write(file, content);
        reload();

        assertSigns("K1", first);
        assertThat(log.take()).containsExactly("INFO " + PROPERTY + "is valid again");
        assertThat(keys.status().problems()).isEmpty();
        assertThat(changes).isEmpty();
    }

    /** Permissions do not restrict root, which may run these tests. */
    @Test
    void unreadableFile_isReported() throws Exception {
        startFile("K1");
        Path file = directory.resolve("key.pem");
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("key.pem"));
        reload();
        assertSigns("K1", first);

        assertThat(log.take()).singleElement().asString()
                .startsWith("WARN " + PROPERTY + "names the file " + file + ", which cannot be read (")
                .endsWith("; check its permissions. Key pair K1 stays in use");
    }

    @Test
    void brokenKey_leavesThePreviousKeyInUse() throws Exception {
        startDirectory();
        String pem = TestKeys.pem(second.getPrivate());
        write("key-pair-id", "K2");
        write("private-key.pem", "");
        assertKept("is empty; set the private key as OpenSSL wrote it");
        write("private-key.pem", pem.replaceFirst("\n.{20}", "\n"));
        assertKept("is not a readable private key; it may be cut off or edited");
        write("private-key.pem", pem);
        write("key-pair-id", "");
        assertKept("has an invalid key pair ID next to the key. It must be letters and digits, such as K2JCJMDEHXQW5F");
        write("key-pair-id", "K2");
        assertReplaced();
    }

    @Test
    void newKeyWithPreviousId_leavesThePreviousKeyInUse() throws Exception {
        startDirectory();
        write("private-key.pem", TestKeys.pem(second.getPrivate()));
        assertKept(
                "contains a different key with the same key pair ID K1 as before, but CloudFront gives each public key its "
                        + "own ID. Replace the key and its ID together, or restart the application if the key was wrong "
                        + "before");
        write("key-pair-id", "K2");
        assertReplaced();
    }

    @Test
    void newIdWithPreviousKey_leavesThePreviousKeyInUse() throws Exception {
        startDirectory();
        write("key-pair-id", "K2");
        assertKept("contains the same key as before with a different key pair ID K2, but CloudFront gives each public key "
                + "one ID. Replace the key and its ID together, or restart the application if the ID was wrong before");
        write("private-key.pem", TestKeys.pem(second.getPrivate()));
        assertReplaced();
    }

    @Test
    void fileWithConfiguredId_cannotReplaceItsKey() throws Exception {
        startFile("K1");
        write("key.pem", TestKeys.pem(second.getPrivate()));

        assertKept(
                "contains a different key with the same key pair ID K1 as before, but CloudFront gives each public key its "
                        + "own ID. Replace the key and its ID together, or restart the application if the key was wrong "
                        + "before");
    }

    @Test
    void keyOfAnotherAlgorithm_leavesThePreviousKeyInUse() throws Exception {
        startDirectory();
        write("key-pair-id", "K2");
        write("private-key.pem", TestKeys.pem(rsa.getPrivate()));

        assertKept("contains a key for RSA_SHA256, but the previous one is for ECDSA_SHA256; "
                + "to change the algorithm, configure a further key with active-from, or restart the application");
    }

    @Test
    void publicKey_isReloadedWithThePrivateKey() throws Exception {
        write("private-key.pem", TestKeys.pem(first.getPrivate()));
        write("key-pair-id", "K1");
        Path publicKey = write("public-key.pem", PublicKeys.pem(first.getPublic()));
        start(location(directory), null, publicKey);
        write("private-key.pem", TestKeys.pem(second.getPrivate()));
        write("key-pair-id", "K2");
        reload();
        assertSigns("K1", first);
        assertThat(log.take()).containsExactly("WARN quarkus.cloudfront-signer.public-key-location is not the public key of "
                + "private-key-location: it does not verify the private key's signatures. Set the private key whose public key "
                + "CloudFront has as key pair K2. Key pair K1 stays in use");

        write("public-key.pem", PublicKeys.pem(second.getPublic()));
        assertReplaced();
    }

    @Test
    void futureKey_canBeCorrectedUntilItIsActive() throws Exception {
        Path file = write("next.pem", TestKeys.pem(rsa.getPrivate()));
        Instant activeFrom = Instant.parse("2026-12-01T00:00:00Z");
        write("key.pem", TestKeys.pem(first.getPrivate()));
        start(location(directory.resolve("key.pem")), "K1", null);
        KeySlot own = slot("K1", directory.resolve("key.pem"), null);
        KeySlot next = slot("K2", file, activeFrom);
        keys = new KeyRing("<default>", List.of(own, next), clock, Duration.ofMinutes(15), changes::add);
        signatures = KeySignature.of("The default signer", keys);

        Files.delete(file);
        reload();
        assertThat(log.take()).containsExactly("WARN " + PROPERTY + "names the file " + file
                + ", which does not exist. Key pair K2 stays in use");
        write("next.pem", TestKeys.pem(second.getPrivate()));
        reload();
        assertSigns("K1", first);
        clock.set("2026-12-01T00:00:00Z");
        assertSigns("K2", second);
        assertThat(keys.status().since()).as("not since it was corrected").isEqualTo(activeFrom);

        write("next.pem", TestKeys.pem(first.getPrivate()));
        reload();
        assertSigns("K2", second);
        assertThat(keys.status().problems()).singleElement().asString().contains("a different key with the same key pair ID");
    }

    @Test
    void keyReplacedAfterTheClockWentBack_isActiveFromThen() throws Exception {
        startDirectory();
        write("private-key.pem", TestKeys.pem(second.getPrivate()));
        write("key-pair-id", "K2");
        clock.set("2026-11-24T13:00:00Z");
        keys.reload();
        assertSigns("K2", second);
        log.take();
        changes.clear();

        KeyPair third = TestKeys.p256();
        write("private-key.pem", TestKeys.pem(third.getPrivate()));
        write("key-pair-id", "K3");
        clock.set("2026-11-24T12:30:00Z");
        keys.reload();
        assertSigns("K3", third);

        assertThat(log.take()).containsExactly("INFO The default signer switched to key pair K3 at 2026-11-24T12:30:00Z. "
                + "You can remove the public key of key pair K2 from the key group after 2026-11-24T13:15:00Z. "
                + "If its private key has leaked, remove the public key now, although CloudFront then refuses everything that "
                + "the key signed");
        assertThat(changes).containsExactly(new SigningKeyChanged("<default>", "K3", "K2",
                Instant.parse("2026-11-24T12:30:00Z"), Instant.parse("2026-11-24T13:15:00Z")));
    }

    @Test
    void clockThatGoesBackToAReplacedKey_isReported() throws Exception {
        Path file = write("key.pem", "Key-Pair-Id: K1\n" + TestKeys.pem(first.getPrivate()));
        Path next = write("next.pem", TestKeys.pem(rsa.getPrivate()));
        KeySlot own = KeySlot.local("quarkus.cloudfront-signer.", new KeyDescription("private-key-location", location(file),
                Optional.empty(), HashAlgorithm.SHA256, Optional.empty(), TestKeys.CRYPTO), null, clock.instant());
        KeySlot planned = slot("KNEXT", next, Instant.parse("2026-11-24T13:00:00Z"));
        keys = new KeyRing("<default>", List.of(own, planned), clock, Duration.ofMinutes(15), changes::add);
        signatures = KeySignature.of("The default signer", keys);
        clock.set("2026-11-24T14:00:00Z");
        assertSigns("KNEXT", rsa);
        write("key.pem", "Key-Pair-Id: K2\n" + TestKeys.pem(second.getPrivate()));
        keys.reload();
        assertSigns("KNEXT", rsa);
        log.take();

        clock.set("2026-11-24T12:30:00Z");
        assertSigns("K2", second);
        assertThat(log.take()).containsExactly("WARN The default signer signs with key pair K2 again: the clock has gone back "
                + "to before 2026-11-24T13:00:00Z, the time of the switch to key pair KNEXT");
    }

    private KeySlot slot(String keyPairId, Path file, Instant activeFrom) throws UnusableKeyException {
        return KeySlot.local("quarkus.cloudfront-signer.", new KeyDescription("private-key-location", location(file),
                Optional.of(keyPairId), HashAlgorithm.SHA256, Optional.empty(), TestKeys.CRYPTO), activeFrom,
                clock.instant());
    }

    /**
     * A directory's two files may be replaced at any moment. The reader still never signs with one key under the ID of the
     * other.
     */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Kubernetes does not swap directories there")
    void directoryThatChangesAllTheTime_neverMixesKeyAndId() throws Exception {
        version("..v1", first, "K1");
        version("..v2", second, "K2");
        Path secret = directory.resolve("secret");
        Files.createSymbolicLink(secret, Path.of("..v1"));
        start(location(secret), null, null);
        AtomicBoolean done = new AtomicBoolean();
        Thread swapper = new Thread(() -> {
            try {
                for (int i = 0; !done.get(); i++) {
                    Path link = directory.resolve("link");
                    Files.createSymbolicLink(link, Path.of(i % 2 == 0 ? "..v2" : "..v1"));
                    Files.move(link, secret, StandardCopyOption.ATOMIC_MOVE);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        swapper.start();
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            do {
                Rounds.each(random -> {
                    for (int i = 0; i < 5; i++) {
                        keys.reload();
                        KeySignature signature = signatures.sign(KeySignature.policy(clock.instant().plusSeconds(1)));
                        KeyPair pair = signature.key().keyPairId().equals("K1") ? first : second;
                        assertThat(signature.verifies(pair.getPublic())).isTrue();
                    }
                });
                // a loaded machine may not have replaced it yet
            } while (changes.isEmpty() && System.nanoTime() < end);
        } finally {
            done.set(true);
            swapper.join(60_000);
        }
        assertThat(changes).isNotEmpty();
    }

    /** Otherwise, the one that has read first could put back a key that the other has replaced. */
    @Test
    void reloadsOfOneKey_doNotOverlap() throws Exception {
        Path file = write("key.pem", TestKeys.pem(first.getPrivate()));
        KeySlot slot = slot(location(file), "K1", null, null);
        Files.writeString(file, "no key");
        CountDownLatch reported = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Logger logger = Logger.getLogger(KeySlot.class.getName());
        logger.setFilter(entry -> {
            reported.countDown();
            awaitQuietly(goOn);
            return true;
        });
        try {
            CompletableFuture<Void> one = CompletableFuture
                    .runAsync(() -> slot.reload("The signer", new KeyRegistry(), clock.instant()));
            assertThat(reported.await(60, TimeUnit.SECONDS)).isTrue();

            Thread other = Race.startBlocked(() -> slot.reload("The signer", new KeyRegistry(), clock.instant()));
            goOn.countDown();
            one.get(60, TimeUnit.SECONDS);
            other.join(60_000);
        } finally {
            logger.setFilter(null);
        }
    }

    @Test
    void keyInAProperty_isNotReloaded() throws Exception {
        KeySource property = KeySource.property(TestKeys.pem(first.getPrivate()), Optional.empty());
        Path file = write("key.pem", TestKeys.pem(second.getPrivate()));
        start(slot(property, "K1", null, null), slot(location(file), "K2", null, clock.instant().plusSeconds(600)));
        assertThat(keys.mayChange()).isTrue();
        start(property, "K1", null);
        assertThat(keys.mayChange()).isFalse();
        reload();
        assertSigns("K1", first);
        assertThatThrownBy(() -> start(KeySource.location("classpath:none.pem", Optional.empty()), "K1", null))
                .hasMessage("names classpath:none.pem, which is not on the class path");
    }
}
