package io.quarkiverse.cloudfront.signer.benchmarks.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.HashMap;
import java.util.Map;

import io.quarkiverse.cloudfront.signer.benchmarks.SigningKeys;

/**
 * The packaged applications and their configuration.
 *
 * @param benchmarks the directory of the benchmarks
 * @param temporary for keys and logs
 */
public record Applications(Path benchmarks, Path temporary) {

    public static final String PREFIX = "quarkus.cloudfront-signer.";
    public static final String DISTRIBUTION = "https://media.example.com";

    public Path plain() {
        return benchmarks.resolve("plain/target/quarkus-app");
    }

    public Path idle() {
        return benchmarks.resolve("idle/target/quarkus-app");
    }

    public Path withExtension() {
        return benchmarks.resolve("application/target/quarkus-app");
    }

    /**
     * One of the applications, as it is packaged for {@link Archive}.
     */
    Path archived(String application) {
        return benchmarks.resolve(application).resolve("target/archived");
    }

    public RunningApplication startPlain(String name) throws IOException, InterruptedException {
        return RunningApplication.start(plain(), Map.of(), log(name));
    }

    /** With the extension on its class path, but without code that uses it. */
    public RunningApplication startIdle(String name) throws IOException, InterruptedException {
        return RunningApplication.start(idle(), Map.of(), log(name));
    }

    public RunningApplication startWithExtension(String name, Map<String, String> properties)
            throws IOException, InterruptedException {
        return RunningApplication.start(withExtension(), properties, log(name));
    }

    Path log(String name) {
        return temporary.resolve(name + ".log");
    }

    /** A signer whose key is in a file. */
    public Map<String, String> signer(KeyPair keys) throws IOException {
        Path file = Files.createTempFile(temporary, "private-key", ".pem");
        Files.writeString(file, SigningKeys.pem(keys.getPrivate()), StandardCharsets.US_ASCII);
        Map<String, String> properties = new HashMap<>();
        properties.put(PREFIX + "url", DISTRIBUTION);
        properties.put(PREFIX + "key-pair-id", "K2JCJMDEHXQW5F");
        properties.put(PREFIX + "private-key-location", file.toString());
        return properties;
    }
}
