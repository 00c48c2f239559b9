package io.quarkiverse.cloudfront.signer.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;
import io.quarkus.runtime.configuration.ConfigurationException;

class MarkSecretsTest {

    private static final byte[] BYTES = bytes(32, 16);
    private static final byte[] OTHER_BYTES = bytes(40, 40);
    private static final String CURRENT = Base64.getEncoder().encodeToString(BYTES);
    private static final String PREVIOUS = Base64.getEncoder().encodeToString(OTHER_BYTES);

    @TempDir
    Path directory;

    private static byte[] bytes(int length, int different) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i % different * 7);
        }
        return bytes;
    }

    private static MarkSecrets read(String secret, String previous) {
        Map<String, String> properties = new HashMap<>();
        if (secret != null) {
            properties.put("quarkus.cloudfront-signer.marks.secret", secret);
        }
        if (previous != null) {
            properties.put("quarkus.cloudfront-signer.marks.previous-secret", previous);
        }
        return MarkSecrets.of(TestConfiguration.of(properties));
    }

    private static String pseudonym(MarkSecret secret) {
        return secret.pseudonym("", "alice");
    }

    @Test
    void secrets_areTheCurrentAndThePreviousOne() throws Exception {
        Path file = Files.writeString(directory.resolve("secret"), "  " + CURRENT + "\n");
        MarkSecrets secrets = read("file:" + file, PREVIOUS);

        assertThat(pseudonym(secrets.current())).isEqualTo(pseudonym(new MarkSecret(BYTES)));
        assertThat(secrets.all()).extracting(MarkSecretsTest::pseudonym)
                .containsExactly(pseudonym(secrets.current()), pseudonym(new MarkSecret(OTHER_BYTES)));
        assertThat(read(CURRENT, null).all()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            " | is missing, but marks are enabled. Set it to 32 random bytes in base64",
            "s3cret! | is not base64. Use the output of `openssl rand -base64 32`, or file: followed by the path of a file",
            "c2hvcnQ= | has 5 bytes; it must have at least 32. Use the output of `openssl rand -base64 32`",
            "file:/no/such/file | names the file <13 characters, not shown because they could be a secret>, which does not exist" })
    void unusableSecret_isReportedWithoutIt(String secret, String message) {
        assertThatThrownBy(() -> read(secret, null)).isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("quarkus.cloudfront-signer.marks.secret " + message)
                .hasMessageNotContainingAny("s3cret", "c2hvcnQ");
        if (secret != null) {
            assertThatThrownBy(() -> read(CURRENT, secret)).isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith("quarkus.cloudfront-signer.marks.previous-secret " + message);
        }
    }

    static Stream<byte[]> guessableSecrets() {
        byte[] repeated = new byte[48];
        Arrays.fill(repeated, (byte) 0xA7);
        return Stream.of(new byte[32], new byte[64], repeated, bytes(32, 15), bytes(4000, 15),
                "A".repeat(32).getBytes(StandardCharsets.US_ASCII), "gallery".repeat(6).getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @MethodSource("guessableSecrets")
    void guessableSecret_isRefusedWithoutItsText(byte[] secret) {
        String text = Base64.getEncoder().encodeToString(secret);
        for (Executable reading : List.<Executable> of(() -> read(text, null), () -> read(CURRENT, text))) {
            assertThatThrownBy(reading::execute).isInstanceOf(ConfigurationException.class)
                    .hasMessageMatching(
                            "quarkus\\.cloudfront-signer\\.marks\\.(previous-)?secret has fewer than 16 different bytes, "
                                    + "so it can be guessed\\. Use the output of `openssl rand -base64 32`, or file: followed "
                                    + "by the path of a file that contains it");
        }
    }

    @Test
    @Tag("nightly")
    @NeedsProgram(Program.MKFIFO)
    void fileThatCannotBeRead_failsTheStartInTime() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder(Program.MKFIFO.path(), pipe.toString()).start().waitFor()).isZero();

        assertThatThrownBy(() -> read("file:" + pipe, null)).hasMessageStartingWith(
                "quarkus.cloudfront-signer.marks.secret could not be read within 10 seconds. Check whether its file system or ");
    }

    @Test
    void largeFile_isNotRead() throws Exception {
        Path file = Files.write(directory.resolve("film.mp4"), new byte[64 * 1024 + 1]);

        assertThatThrownBy(() -> read("file:" + file, null))
                .hasMessage("quarkus.cloudfront-signer.marks.secret names " + file + ", which is larger than 64 KiB");
    }
}
