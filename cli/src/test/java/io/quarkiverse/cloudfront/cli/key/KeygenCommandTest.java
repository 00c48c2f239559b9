package io.quarkiverse.cloudfront.cli.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.cli.Cli;

class KeygenCommandTest {

    private static final String URL = "https://media.example.com/a.jpg";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({ ",ECDSA", "p256,ECDSA", "rsa,RSA", "RSA,RSA" })
    void keyPair_signsAndVerifies(String type, String algorithm) {
        Path keys = directory.resolve("new/keys");

        Cli keygen = type == null ? Cli.run("keygen", keys.toString()) : Cli.run("keygen", "--type", type, keys.toString());

        assertThat(keygen.exitCode()).isZero();
        assertThat(keygen.lines()).startsWith("Wrote " + keys.resolve("private-key.pem") + " and "
                + keys.resolve("public-key.pem"));
        String signed = Cli.run("sign", URL, "--private-key", keys.resolve("private-key.pem").toString(), "--key-pair-id", "K1")
                .lastLine();
        Cli explained = Cli.run("explain", signed, "--public-key", "K1=" + keys.resolve("public-key.pem"));
        assertThat(explained.exitCode()).isZero();
        assertThat(explained.out()).contains("valid, made with " + algorithm + " and SHA-256");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void privateKey_canOnlyBeReadByItsOwner() throws IOException {
        Cli.run("keygen", directory.toString());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("private-key.pem"))))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = { "private-key.pem", "public-key.pem" })
    void existingFile_isNotReplaced(String name) throws IOException {
        Path existing = Files.writeString(directory.resolve(name), "mine");

        Cli keygen = Cli.run("keygen", directory.toString());

        assertThat(keygen.exitCode()).isEqualTo(1);
        assertThat(keygen.err()).isEqualTo(existing + " already exists, and is not replaced. Choose another directory.\n");
        assertThat(existing).hasContent("mine");
        assertThat(directory).isDirectoryNotContaining(file -> !file.equals(existing));
    }

    /** It would lead the key to a file of somebody else. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void symbolicLink_isNotFollowed(@TempDir Path elsewhere) throws IOException {
        Files.createSymbolicLink(directory.resolve("private-key.pem"), elsewhere.resolve("key"));

        assertThat(Cli.run("keygen", directory.toString()).exitCode()).isEqualTo(1);
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void directoryThatIsAFile_isReported() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        Cli keygen = Cli.run("keygen", file.toString());

        assertThat(keygen.exitCode()).isEqualTo(2);
        assertThat(keygen.err()).isEqualTo(file + " already exists\n");
    }

    @ParameterizedTest
    @ValueSource(strings = { "it's", "it's mine", "my keys" })
    void nextCommand_uploadsThePublicKey(String name) {
        Path keys = directory.resolve(name);

        Cli keygen = Cli.run("keygen", keys.toString());

        assertThat(keygen.out()).contains("Upload the public key, with Bash.");
        assertThat(keygen.lastLine()).startsWith("aws cloudfront create-public-key ")
                .endsWith("EncodedKey=$(cat '" + keys.resolve("public-key.pem").toString().replace("'", "'\\''") + "')\"");
        String quoted = directory.toString().replace("\\", "\\\\");
        assertThat(Cli.run("keygen", "--json", directory.toString()).out()).contains("\"privateKey\" : \"" + quoted,
                "\"next\" : \"aws cloudfront create-public-key ");
        assertThat(Cli.run("keygen", "--json", directory.toString()).out()).contains("\"error\" : \"" + quoted)
                .doesNotContain("next");
    }

    /** An RSA key takes long enough for both to find an empty directory. */
    @Test
    void twoAtOnce_doNotMixTheirKeys() throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        Supplier<Cli> keygen = () -> {
            try {
                start.await(60, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return Cli.run("keygen", "--type", "rsa", directory.toString());
        };
        CompletableFuture<Cli> other = CompletableFuture.supplyAsync(keygen);

        assertThat(List.of(keygen.get(), other.get(60, TimeUnit.SECONDS))).as("one of them refuses")
                .filteredOn(run -> run.exitCode() != 0).singleElement()
                .satisfies(run -> assertThat(run.err()).contains("private-key.pem already exists"));
        String signed = Cli.run("sign", URL, "--private-key", directory.resolve("private-key.pem").toString(), "--key-pair-id",
                "K1").lastLine();
        assertThat(Cli.run("verify", signed, "--public-key", "K1=" + directory.resolve("public-key.pem")).exitCode()).isZero();
    }
}
