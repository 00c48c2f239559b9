package io.quarkiverse.cloudfront.signer.runtime.key.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKey;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.OpenSsl;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyDescription;
import io.smallrye.mutiny.Uni;

/**
 * Key sources, and their possible problems.
 */
class KeySourceTest {

    private static KeyPair pair;
    private static String pem;

    @TempDir
    Path directory;

    @BeforeAll
    static void makeKey() {
        pair = TestKeys.p256();
        pem = TestKeys.pem(pair.getPrivate());
    }

    @Test
    void directory_hasTheKeyAndItsId() throws Exception {
        write("private-key.pem", pem);
        write("key-pair-id", "K2JCJMDEHXQW5F\n");

        assertThat(load(location(directory)).keyPairId()).isEqualTo("K2JCJMDEHXQW5F");
    }

    @Test
    void mountedSecret_withSymbolicLinks_isRead() throws Exception {
        Path version = Files.createDirectory(directory.resolve("..2026_11_24"));
        Files.writeString(version.resolve("private-key.pem"), pem);
        Files.writeString(version.resolve("key-pair-id"), "K2");
        Files.createSymbolicLink(directory.resolve("..data"), Path.of("..2026_11_24"));
        Files.createSymbolicLink(directory.resolve("private-key.pem"), Path.of("..data/private-key.pem"));
        Files.createSymbolicLink(directory.resolve("key-pair-id"), Path.of("..data/key-pair-id"));

        assertThat(load(location(directory)).keyPairId()).isEqualTo("K2");
    }

    @Test
    void directoryWithoutId_usesTheConfiguredId() throws Exception {
        write("private-key.pem", pem);

        assertThat(load(describe(location(directory), "KCONFIGURED")).keyPairId()).isEqualTo("KCONFIGURED");
        assertRefused(describe(location(directory), null), "key-pair-id",
                "is missing; set it to the ID that CloudFront gave the public key, such as K2JCJMDEHXQW5F");
    }

    @Test
    void differentIdsForOneKey_areRejected() throws Exception {
        write("private-key.pem", pem);
        write("key-pair-id", "K2");

        assertThat(load(describe(location(directory), "K2")).keyPairId()).isEqualTo("K2");
        assertRefused(describe(location(directory), "K1"), "key-pair-id",
                "is K1, but K2 is stored with the key. Remove or correct one of them");
    }

    @Test
    void idWithOtherCharacters_isRejected() throws Exception {
        write("private-key.pem", pem);
        for (String id : new String[] { "", "K 2", "-----BEGIN PUBLIC KEY-----", "K2&x=1" }) {
            write("key-pair-id", id);
            assertRefused(describe(location(directory), null), null,
                    "has an invalid key pair ID next to the key. It must be letters and digits, such as K2JCJMDEHXQW5F");
        }
    }

    @Test
    void file_canNameTheKeyPairIdBeforeTheKey() throws Exception {
        for (String line : new String[] { "Key-Pair-Id: K2\n", "# Key-Pair-Id:K2 \r\n", "key of 2026\nKey-Pair-Id: K2\n\n" }) {
            KeySource file = location(write("key.pem", line + pem));
            assertThat(load(file).keyPairId()).as(line).isEqualTo("K2");
        }
        assertRefused(describe(location(write("key.pem", "Key-Pair-Id: K2\n" + pem)), "K1"), "key-pair-id",
                "is K1, but K2 is stored with the key. Remove or correct one of them");
        // text after the key is ignored
        assertThat(load(describe(location(write("key.pem", pem + "Key-Pair-Id: K3\n")), "K1")).keyPairId()).isEqualTo("K1");
    }

    @Test
    void property_canNameTheKeyPairIdBeforeTheKey() throws Exception {
        String both = "Key-Pair-Id: K2\n" + pem;

        for (String value : new String[] { both, both.replace("\n", "\\n"), both.replace("\n", "\\r\\n"),
                Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.US_ASCII)) }) {
            assertThat(load(KeySource.property(value, Optional.empty())).keyPairId()).as(value).isEqualTo("K2");
        }
        String der = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
        assertThat(load(describe(KeySource.property(der, Optional.empty()), "K1")).keyPairId()).isEqualTo("K1");
    }

    @Test
    void unreadableLocation_isReported() throws Exception {
        Path none = directory.resolve("none.pem");
        assertRefused(location(none), "names the file " + none + ", which does not exist");
        assertRefused(location(directory), "names the file " + directory.resolve("private-key.pem") + ", which does not exist");
        Files.createDirectory(directory.resolve("private-key.pem"));
        assertRefused(location(directory),
                "is the directory " + directory.resolve("private-key.pem") + "; set it to a file in this directory");
        Files.delete(directory.resolve("private-key.pem"));
        Files.createSymbolicLink(directory.resolve("private-key.pem"), Path.of("..data/private-key.pem"));
        assertRefused(location(directory), "names the file " + directory.resolve("private-key.pem") + ", which does not exist");
        assertRefused(KeySource.location("a\0b", Optional.empty()), "names the file <3 characters, "
                + "not shown because they could be a secret>, which is not a valid file name");
    }

    @Test
    void credentials_provideTheKey() throws Exception {
        Map<String, String> all = Map.of("private-key", pem, "key-pair-id", "K2\n");

        assertThat(load(credentials(Uni.createFrom().item(all))).keyPairId()).isEqualTo("K2");
        assertThat(load(describe(credentials(Uni.createFrom().item(Map.of("private-key", pem))), "K1")).keyPairId())
                .isEqualTo("K1");
        assertThat(load(credentials(Uni.createFrom().item(Map.of("private-key", "Key-Pair-Id: K3\n" + pem)))).keyPairId())
                .isEqualTo("K3");
    }

    @Test
    @NeedsProgram(Program.OPENSSL)
    void credentials_provideThePassphrase() throws Exception {
        OpenSsl openssl = new OpenSsl(directory);
        write("ec.pem", pem);
        openssl.run("pkcs8 -topk8 -in ec.pem -passout pass:right -out encrypted.pem");
        String encrypted = openssl.text("encrypted.pem");

        assertThat(load(describe(credentials(Uni.createFrom().item(
                Map.of("private-key", encrypted, "private-key-passphrase", "right"))), "K1"))).isNotNull();
        Function<String, Uni<Map<String, String>>> keyOnly = provider(Uni.createFrom().item(Map.of("private-key", encrypted)));
        assertThat(load(describe(KeySource.credentials(keyOnly, "media", Optional.of("right")), "K1"))).isNotNull();
        assertRefused(describe(KeySource.credentials(keyOnly, "media", Optional.empty()), "K1"), null,
                "is encrypted; set private-key-passphrase");
    }

    @Test
    void keyInPlaceOfItsLocation_isRejected() {
        assertRefused(KeySource.location(pem, Optional.empty()),
                "is a key, not a location; set private-key instead");
    }

    @Test
    void largeFile_isRejected() throws Exception {
        Path file = write("large.pem", "-".repeat(64 * 1024));
        assertThat(KeyFile.read(file.toString())).hasSize(64 * 1024);

        write("large.pem", "-".repeat(64 * 1024 + 1));
        assertRefused(location(file), "names " + file + ", which is larger than 64 KiB");
    }

    @Test
    void providerWithoutTheKey_isReported() {
        assertRefused(credentials(Uni.createFrom().nullItem()),
                "names credentials for which the credentials provider does not return a \"private-key\"; it returns nothing "
                        + "for this name");
        assertRefused(credentials(Uni.createFrom().item(Map.of())),
                "names credentials for which the credentials provider does not return a \"private-key\"; it returns nothing "
                        + "for this name");
        assertRefused(credentials(Uni.createFrom().item(Map.of("user", "u"))),
                "names credentials for which the credentials provider does not return a \"private-key\"; check the "
                        + "credentials that are stored under this name");
        assertRefused(credentials(Uni.createFrom().item(Map.of("private-key", " "))),
                "names credentials for which the credentials provider does not return a \"private-key\"; check the "
                        + "credentials that are stored under this name");
    }

    @Test
    void providerThatFails_isReported() {
        assertRefused(credentials(Uni.createFrom().failure(new IllegalStateException("sealed"))),
                "names credentials for which the provider failed: java.lang.IllegalStateException");
        assertRefused(new CredentialsSource(name -> {
            throw new UnsupportedOperationException();
        }, "media", null), "names credentials for which the provider failed: java.lang.UnsupportedOperationException");
    }

    @Test
    void toString_ofSourcesAndDescriptions_showsNoSecret() throws Exception {
        KeySource property = KeySource.property(pem, Optional.of("secret"));

        for (Object holder : new Object[] { property, property.read(), describe(property, "K1"),
                KeySource.location("key.pem", Optional.of("secret")),
                credentials(Uni.createFrom().item(Map.of("private-key", pem))) }) {
            assertThat(holder.toString()).startsWith(holder.getClass().getSimpleName())
                    .doesNotContain("secret", "BEGIN", "[C@", "[B@");
        }
    }

    /** Resources on the class path do not change. */
    @Test
    void keyOnTheClassPath_isReadOnce() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(new ClassLoader(before) {

            @Override
            public InputStream getResourceAsStream(String name) {
                assertThat(name).isEqualTo("keys/media.pem");
                reads.incrementAndGet();
                return new ByteArrayInputStream(("Key-Pair-Id: K2\n" + pem).getBytes(StandardCharsets.US_ASCII));
            }
        });
        try {
            KeySource source = KeySource.location("classpath:/keys/media.pem", Optional.empty());

            assertThat(source.mayChange()).isFalse();
            assertThat(source.read().keyPairId()).isEqualTo("K2");
            assertThat(reads).hasValue(1);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static Function<String, Uni<Map<String, String>>> provider(Uni<Map<String, String>> credentials) {
        return name -> {
            assertThat(name).isEqualTo("media");
            return credentials;
        };
    }

    private static KeySource credentials(Uni<Map<String, String>> credentials) {
        return KeySource.credentials(provider(credentials), "media", Optional.empty());
    }

    private static KeySource location(Path path) {
        return KeySource.location(path.toString(), Optional.empty());
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private static KeyDescription describe(KeySource source, String keyPairId) {
        return new KeyDescription("private-key-location", source, Optional.ofNullable(keyPairId), HashAlgorithm.SHA256,
                Optional.empty(), TestKeys.CRYPTO);
    }

    private static LocalKey load(KeySource source) throws UnusableKeyException {
        return load(describe(source, null));
    }

    private static LocalKey load(KeyDescription key) throws UnusableKeyException {
        return key.parse(key.call());
    }

    private static void assertRefused(KeySource source, String message) {
        assertRefused(describe(source, null), null, message);
    }

    private static void assertRefused(KeyDescription key, String property, String message) {
        assertThatThrownBy(() -> load(key)).isInstanceOfSatisfying(UnusableKeyException.class, e -> {
            assertThat(e.getMessage()).isEqualTo(message);
            assertThat(e.property()).isEqualTo(property);
        });
    }
}
