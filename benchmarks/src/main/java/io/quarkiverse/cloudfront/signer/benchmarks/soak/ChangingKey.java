package io.quarkiverse.cloudfront.signer.benchmarks.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.signer.benchmarks.SigningKeys;
import io.quarkiverse.cloudfront.signer.benchmarks.http.Applications;

/**
 * A signer whose key changes, and all its public keys, which the edge continues to trust.
 */
abstract class ChangingKey {

    private static final Duration WINDOW = Duration.ofSeconds(5);

    private final String name;
    private final Map<String, PublicKey> publicKeys = new ConcurrentHashMap<>();

    private ChangingKey(String name) {
        this.name = name;
    }

    final String name() {
        return name;
    }

    final KeyGroup keyGroup() {
        return new KeyGroup(name, publicKeys);
    }

    final int keys() {
        return publicKeys.size();
    }

    final KeyPair newKey(String keyPairId) {
        KeyPair keys = SigningKeys.p256();
        publicKeys.put(keyPairId, keys.getPublic());
        return keys;
    }

    Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        properties.put(Applications.PREFIX + "url", Applications.DISTRIBUTION);
        properties.put(Applications.PREFIX + "expires-in", WINDOW.toString());
        properties.put(Applications.PREFIX + "expiry-window", WINDOW.toString());
        return properties;
    }

    /** Called repeatedly while the application signs. */
    abstract void change() throws IOException;

    /** Keys with planned switches, which the application knows when it starts. */
    static final class Planned extends ChangingKey {

        private final Map<String, String> keys = new HashMap<>();

        Planned(Instant first, Duration every, int count) {
            super("planned");
            keys.put("key-pair-id", "K0");
            keys.put("private-key", SigningKeys.pem(newKey("K0").getPrivate()));
            for (int i = 1; i <= count; i++) {
                String prefix = "keys.\"K" + i + "\".";
                keys.put(prefix + "private-key", SigningKeys.pem(newKey("K" + i).getPrivate()));
                keys.put(prefix + "active-from", first.plus(every.multipliedBy(i - 1L)).toString());
            }
        }

        @Override
        Map<String, String> properties() {
            Map<String, String> properties = super.properties();
            keys.forEach((name, value) -> properties.put(Applications.PREFIX + name, value));
            return properties;
        }

        @Override
        void change() {
            // the clock switches the key
        }
    }

    /** A key that is replaced in its file. */
    static final class Replaced extends ChangingKey {

        private final Path file;

        Replaced(Path directory) throws IOException {
            super("replaced");
            this.file = directory.resolve("replaced.pem");
            change();
        }

        @Override
        Map<String, String> properties() {
            Map<String, String> properties = super.properties();
            properties.put(Applications.PREFIX + "private-key-location", file.toString());
            properties.put(Applications.PREFIX + "reload-period", "1s");
            return properties;
        }

        @Override
        void change() throws IOException {
            String keyPairId = "K" + keys();
            Path written = file.resolveSibling("replaced.new");
            Files.writeString(written, "Key-Pair-Id: " + keyPairId + "\n" + SigningKeys.pem(newKey(keyPairId).getPrivate()),
                    StandardCharsets.US_ASCII);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
