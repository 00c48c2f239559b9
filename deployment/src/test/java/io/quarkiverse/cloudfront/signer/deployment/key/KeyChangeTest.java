package io.quarkiverse.cloudfront.signer.deployment.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKeyChanged;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A key is replaced in its directory while the application runs, after a planned switch.
 */
class KeyChangeTest {

    private static final Path SECRET = secret();

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Observer.class, CapturedLog.class, NewKey.class))
            .overrideConfigKey("quarkus.cloudfront-signer.url", "https://default.example")
            .overrideConfigKey("quarkus.cloudfront-signer.private-key-location", SECRET.toString())
            .overrideConfigKey("quarkus.cloudfront-signer.reload-period", "1s")
            .overrideConfigKey("quarkus.cloudfront-signer.\"media\".url", "https://media.example")
            .overrideConfigKey("quarkus.cloudfront-signer.\"media\".key-pair-id", "KMEDIA")
            .overrideConfigKey("quarkus.cloudfront-signer.\"media\".private-key-location", file("media").toString())
            .overrideConfigKey("quarkus.cloudfront-signer.\"media\".keys.\"KNEXT\".private-key-location",
                    file("next").toString())
            .overrideConfigKey("quarkus.cloudfront-signer.\"media\".keys.\"KNEXT\".active-from",
                    Instant.now().toString());

    @Inject
    CloudFrontSigner defaultSigner;

    @SignerName("media")
    CloudFrontSigner media;

    @Inject
    Observer observer;

    private static Path secret() {
        try {
            Path directory = Files.createTempDirectory("secret");
            version(directory, "..1", "KFIRST");
            Files.createSymbolicLink(directory.resolve("..data"), Path.of("..1"));
            Files.createSymbolicLink(directory.resolve("private-key.pem"), Path.of("..data/private-key.pem"));
            Files.createSymbolicLink(directory.resolve("key-pair-id"), Path.of("..data/key-pair-id"));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void version(Path directory, String name, String keyPairId) throws IOException {
        Path version = Files.createDirectory(directory.resolve(name));
        Files.write(version.resolve("private-key.pem"), NewKey.p256Pair().getPrivate().getEncoded());
        Files.writeString(version.resolve("key-pair-id"), keyPairId);
    }

    private static Path file(String name) {
        try {
            return Files.write(SECRET.resolve(name), NewKey.p256Pair().getPrivate().getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Kubernetes does not swap directories there")
    void replacedSecret_changesTheKey() throws Exception {
        assertThat(defaultSigner.sign("/a.txt").toString()).contains("Key-Pair-Id=KFIRST");
        Path secret = Path.of(ConfigProvider.getConfig()
                .getValue("quarkus.cloudfront-signer.private-key-location", String.class));
        try (CapturedLog log = CapturedLog.begin()) {
            version(secret, "..2", "KSECOND");
            Files.createSymbolicLink(secret.resolve("..new"), Path.of("..2"));
            Files.move(secret.resolve("..new"), secret.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

            SigningKeyChanged change = observer.changes.poll(60, TimeUnit.SECONDS);
            assertThat(change.signer()).isEqualTo(SignerName.DEFAULT);
            assertThat(change.keyPairId()).isEqualTo("KSECOND");
            assertThat(change.previousKeyPairId()).isEqualTo("KFIRST");
            assertThat(change.previousNeededUntil()).isAfter(change.since().plusSeconds(899));
            assertThat(defaultSigner.sign("/a.txt").toString()).contains("Key-Pair-Id=KSECOND");
            assertThat(log.messages(Level.INFO)).anyMatch(message -> message.startsWith(
                    "The default signer switched to key pair KSECOND at ")
                    && message.contains("You can remove the public key of key pair KFIRST from the key group after "));

            Files.delete(secret.resolve("private-key.pem"));
            await().atMost(60, TimeUnit.SECONDS).until(
                    () -> log.messages(Level.WARNING).contains("quarkus.cloudfront-signer.private-key-location names the file "
                            + secret.resolve("private-key.pem") + ", which does not exist. Key pair KSECOND stays in use"));
            assertThat(defaultSigner.sign("/a.txt").toString()).contains("Key-Pair-Id=KSECOND");
        }
    }

    @Test
    void furtherKey_isActiveFromItsInstant() {
        assertThat(media.sign("/a.txt").toString()).contains("Key-Pair-Id=KNEXT");
    }

    @Singleton
    public static class Observer {

        final BlockingQueue<SigningKeyChanged> changes = new LinkedBlockingQueue<>();

        void changed(@ObservesAsync SigningKeyChanged change) {
            changes.add(change);
        }
    }
}
