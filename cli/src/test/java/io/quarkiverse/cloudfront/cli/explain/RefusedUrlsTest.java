package io.quarkiverse.cloudfront.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.cli.Cli;
import io.quarkiverse.cloudfront.cli.output.Json;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;

/**
 * Refused URLs and cookies of public threads, in {@code refused.json}: each is explained by the sentence about its mistake. The
 * shape of the mistake is that of the thread. Hosts, files, and keys are not.
 */
class RefusedUrlsTest {

    private static final String NOW = "2026-11-24T14:00:00Z";
    private static final String EXPIRES = "1795529700";
    private static final Map<String, KeyPair> KEYS = Map.of("K1", NewKey.rsaPair(), "K2", NewKey.p256Pair(), "other",
            NewKey.rsaPair());

    @TempDir
    private static Path directory;

    /** @param signed the text that was signed */
    record Refused(String thread, String mistake, String signed, String key, String algorithm, List<String> arguments,
            String sentence) {

        static Refused of(Map<?, ?> entry) {
            String key = entry.get("key") instanceof String named ? named : "K1";
            List<String> arguments = new ArrayList<>(List.of((String) entry.get("url")));
            if (entry.get("options") instanceof List<?> options) {
                options.forEach(option -> arguments.add((String) option));
            }
            return new Refused((String) entry.get("thread"), (String) entry.get("mistake"),
                    ((String) entry.get("signed")).replace("{expires}", EXPIRES), key,
                    entry.get("algorithm") instanceof String algorithm ? algorithm
                            : key.equals("K2") ? "SHA1withECDSA" : "SHA1withRSA",
                    arguments, (String) entry.get("sentence"));
        }

        @Override
        public String toString() {
            return mistake + ": " + thread;
        }
    }

    static List<Refused> refused() throws IOException {
        try (InputStream in = Objects.requireNonNull(RefusedUrlsTest.class.getResourceAsStream("refused.json"))) {
            return ((List<?>) Objects.requireNonNull(Json.read(in, Set.of()))).stream()
                    .map(entry -> Refused.of((Map<?, ?>) entry))
                    .toList();
        }
    }

    @BeforeAll
    static void writeKeys() throws IOException {
        for (String id : List.of("K1", "K2")) {
            Files.writeString(directory.resolve(id), "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getEncoder().encodeToString(KEYS.get(id).getPublic().getEncoded())
                    + "\n-----END PUBLIC KEY-----\n");
        }
    }

    @Test
    void list_hasFortyThreads() throws IOException {
        assertThat(refused().stream().map(Refused::thread).distinct().count()).isGreaterThanOrEqualTo(40);
        assertThat(new HashSet<>(refused())).hasSameSizeAs(refused());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusedUrl_isExplained(Refused refused) throws GeneralSecurityException {
        List<String> command = new ArrayList<>(List.of("explain", "--at", NOW, "--public-key", "K1=" + directory.resolve("K1"),
                "--public-key", "K2=" + directory.resolve("K2")));
        String signature = signature(refused);
        for (String argument : refused.arguments()) {
            command.add(argument.replace("{expires}", EXPIRES).replace("{signature}", safe(signature))
                    .replace("{plain signature}", signature).replace("{encoded signature}", encoded(safe(signature)))
                    .replace("{policy}", AwsBase64.encode(refused.signed()))
                    .replace("{encoded policy}", encoded(AwsBase64.encode(refused.signed()))));
        }

        Cli explained = Cli.run(command.toArray(String[]::new));

        assertThat(explained.lines().get(0).replaceFirst("Refused \\(\\w+\\): ", "")).startsWith(refused.sentence());
        assertThat(explained.lines().get(1)).startsWith("To fix it: ");
        assertThat(explained.exitCode()).isEqualTo(1);
    }

    private static String signature(Refused refused) throws GeneralSecurityException {
        Signature signer = Signature.getInstance(refused.algorithm());
        signer.initSign(KEYS.get(refused.key()).getPrivate());
        signer.update(refused.signed().getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signer.sign());
    }

    private static String safe(String base64) {
        return base64.replace('+', '-').replace('=', '_').replace('/', '~');
    }

    /** Each character but letters and digits, as some programs do. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("_", "%5F").replace("-", "%2D");
    }
}
