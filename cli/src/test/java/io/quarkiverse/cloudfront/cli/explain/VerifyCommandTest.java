package io.quarkiverse.cloudfront.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import io.quarkiverse.cloudfront.cli.Cli;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

@Isolated("sets the standard input")
class VerifyCommandTest {

    private static final String URL = "https://media.example.com/films/7/a.jpg";

    @TempDir
    private static Path directory;

    private static Path publicKey;
    private static String signed;

    @BeforeAll
    static void sign() {
        Cli.run("keygen", directory.toString());
        publicKey = directory.resolve("public-key.pem");
        signed = Cli.run("sign", URL, "--private-key", directory.resolve("private-key.pem").toString(), "--key-pair-id", "K1")
                .lastLine();
    }

    @Test
    void signedUrl_isAllowed() {
        Cli verified = Cli.run("verify", signed, "--public-key", "K1=" + publicKey);

        assertThat(verified.exitCode()).isZero();
        assertThat(verified.lines()).hasSize(1);
        assertThat(verified.out()).startsWith("Allowed: CloudFront serves the object; the grant expires in ");
    }

    @Test
    void otherUrl_isRefused() {
        Cli verified = Cli.run("verify", signed.replace("a.jpg", "b.jpg"), "--public-key", "K1=" + publicKey);

        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.out()).startsWith("Refused (AccessDenied): the signature does not match: ");
    }

    @Test
    void unknownKey_isNotRefused() {
        Cli verified = Cli.run("verify", signed);

        assertThat(verified.exitCode()).isEqualTo(2);
        assertThat(verified.out()).isEqualTo("Unknown: all other checks passed, but the signature cannot be verified, because "
                + "the public key of K1 is not known here\n");
        assertThat(Cli.run("verify", signed, "--public-key", "K2=" + publicKey).out())
                .startsWith("Refused (InvalidKey): unknown key pair ID 'K1'");
    }

    @Test
    void time_canBeSet() {
        assertThat(Cli.run("verify", signed, "--public-key", "K1=" + publicKey, "--at", "2126-12-01T08:00:00+01:00").out())
                .startsWith("Refused (AccessDenied): expired ");
    }

    @Test
    void json_hasOutcomeCodeAndSentence() {
        assertThat(Cli.run("verify", "--json", URL).out()).isEqualTo("""
                {
                  "outcome" : "REFUSED",
                  "code" : "MissingKey",
                  "sentence" : "unsigned: neither the URL nor a cookie has any of CloudFront's parameters"
                }
                """);
    }

    @Test
    void url_isReadFromTheStandardInput() {
        InputStream in = System.in;
        String longUrl = Cli.run("sign", URL + "?a=" + "x".repeat(5000), "--private-key",
                directory.resolve("private-key.pem").toString(), "--key-pair-id", "K1").lastLine();
        System.setIn(new ByteArrayInputStream((longUrl + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(Cli.run("verify", "-", "--public-key", "K1=" + publicKey).exitCode()).isZero();
        } finally {
            System.setIn(in);
        }
    }

    @Test
    void unusableKeyFile_isReported() throws IOException {
        Path text = Files.writeString(directory.resolve("text"), "hello");
        Path certificate = Files.writeString(directory.resolve("pem"),
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");

        assertReported("K1=" + text, text + " does not contain a public key in PEM, which begins with "
                + "-----BEGIN PUBLIC KEY-----");
        assertReported("K1=" + certificate, certificate + " contains neither an RSA nor an EC public key");
        assertReported("K1=" + directory.resolve("none"), directory.resolve("none") + " does not exist");
        Path privateKey = directory.resolve("private-key.pem");
        assertReported("K1=" + privateKey, privateKey + " contains a private key, which is not needed here. Extract the public "
                + "key: openssl pkey -in private-key.pem -pubout -out public-key.pem");
        assertReported("K-1=" + publicKey, "A key pair ID consists of at most 40 letters and digits: 'K-1'");
    }

    /** AWS KMS returns DER, and its CLI prints it in base64. */
    @Test
    void publicKeyInDer_isRead() throws IOException {
        String base64 = Files.readString(publicKey).replaceAll("-----.*-----|\\s", "");
        Path der = Files.write(directory.resolve("public-key.der"), Base64.getDecoder().decode(base64));
        Path text = Files.writeString(directory.resolve("public-key.txt"), base64 + "\n");

        assertThat(Cli.run("verify", signed, "--public-key", "K1=" + der).exitCode()).isZero();
        assertThat(Cli.run("verify", signed, "--public-key", "K1=" + text).exitCode()).isZero();
        Files.write(der, new byte[] { 0x30, (byte) 0x82, (byte) 0xff });
        assertReported("K1=" + der, der + " contains neither an RSA nor an EC public key");
    }

    @Test
    @NeedsProgram(Program.MKFIFO)
    void namedPipe_isRead() throws Exception {
        byte[] pem = Files.readAllBytes(publicKey);

        assertThat(Cli.run("verify", signed, "--public-key", "K1=" + pipe(pem)).exitCode()).isZero();
        Path list = pipe("[]".getBytes(StandardCharsets.UTF_8));
        assertThat(Cli.run("explain", signed, "--keys", list.toString()).err())
                .startsWith(list + " does not contain public keys in JSON.");
    }

    private static Path pipe(byte[] content) throws Exception {
        Path pipe = Files.createTempDirectory(directory, "pipe").resolve("pipe");
        assertThat(new ProcessBuilder(Program.MKFIFO.path(), pipe.toString()).start().waitFor()).isZero();
        Thread writer = new Thread(() -> {
            try {
                Files.write(pipe, content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        writer.setDaemon(true);
        writer.start();
        return pipe;
    }

    private static void assertReported(String key, String message) {
        Cli verified = Cli.run("verify", signed, "--public-key", key);

        assertThat(verified.err()).isEqualTo(message + "\n");
        assertThat(verified.exitCode()).isEqualTo(2);
        assertThat(verified.out()).isEmpty();
    }

    @Test
    void otherTextThanAUrl_isReported() {
        Cli verified = Cli.run("verify", "media.example.com/a.jpg");

        assertThat(verified.err()).startsWith("This is not a URL. Paste a complete URL with https:// and the host");
        assertThat(verified.exitCode()).isEqualTo(2);
    }
}
