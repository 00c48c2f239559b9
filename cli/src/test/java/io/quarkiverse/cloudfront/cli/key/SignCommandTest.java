package io.quarkiverse.cloudfront.cli.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.cli.Cli;
import io.quarkiverse.cloudfront.signer.fixtures.EncryptedKey;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

class SignCommandTest {

    private static final String URL = "https://media.example.com/films/7/a.jpg?size=m";

    @TempDir
    private static Path directory;

    @BeforeAll
    static void makeKeys() {
        Cli.run("keygen", directory.toString());
    }

    private static Cli sign(String... arguments) {
        return signWith("private-key.pem", arguments);
    }

    private static Cli signWith(String privateKey, String... arguments) {
        List<String> all = new ArrayList<>(List.of("sign", "--private-key", directory.resolve(privateKey).toString()));
        all.addAll(List.of(arguments));
        return Cli.run(all.toArray(String[]::new));
    }

    private static Cli explain(String url, String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("explain", url, "--public-key", "K1=" + directory.resolve("public-key.pem")));
        all.addAll(List.of(arguments));
        return Cli.run(all.toArray(String[]::new));
    }

    @Test
    void url_isSignedWithACannedPolicyFor15Minutes() {
        Cli signed = sign(URL, "--key-pair-id", "K1");

        assertThat(signed.exitCode()).isZero();
        assertThat(signed.lines()).hasSize(2);
        assertThat(signed.lines().get(0)).startsWith("Signed a canned policy for " + URL + ", which expires at 20");
        assertThat(explain(signed.lastLine()).out()).contains("expires in 14 minutes 5", "canned: CloudFront rebuilds it");
    }

    @Test
    void resource_isThatOfACustomPolicy() {
        for (String resource : List.of("/films/7/*", "https://media.example.com/films/7/*")) {
            Cli signed = sign(URL, "--key-pair-id", "K1", "--resource", resource, "--expires-in", "2d");

            assertThat(signed.lines().get(0)).startsWith("Signed a custom policy for https://media.example.com/films/7/*,");
            assertThat(explain(signed.lastLine()).out()).contains("https://media.example.com/films/7/* covers the URL",
                    "expires in 1 day 23 hours");
        }
    }

    @ParameterizedTest
    @CsvSource({ "90s,1 minute 2", "90,1 minute 2", "12h,11 hours 59", "PT1H,59 minutes", "7d,6 days" })
    void lifetime_isADuration(String expiresIn, String inWords) {
        assertThat(explain(sign(URL, "--key-pair-id", "K1", "--expires-in", expiresIn).lastLine()).out())
                .contains("expires in " + inWords);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "https://media.example.com/a b|2|Invalid value for positional parameter",
            "/a.jpg|2|URL must begin with https:// and the host that viewers request",
            "https:/a.jpg|2|URL must begin with https:// and the host that viewers request",
            "//media.example.com/a.jpg|2|URL must begin with https:// and the host that viewers request",
            "https://media.example.com/a.jpg?Expires=1|1|Expires",
            "https://media.example.com/%2e%2e/a.jpg|1|dot segment" })
    void unsuitableUrl_isNotSigned(String url, int exitCode, String message) {
        Cli signed = sign(url, "--key-pair-id", "K1");

        assertThat(signed.err()).contains(message);
        assertThat(signed.exitCode()).isEqualTo(exitCode);
        assertThat(signed.out()).isEmpty();
    }

    @Test
    void urlOutsideOfTheResource_isNotSigned() {
        Cli signed = sign(URL, "--key-pair-id", "K1", "--resource", "/films/8/*");

        assertThat(signed.exitCode()).isEqualTo(1);
        assertThat(signed.err()).contains("/films/8/*");
    }

    @Test
    void messages_nameOptions() throws IOException {
        assertThat(signWith("none.pem", URL, "--key-pair-id", "K1").err()).isEqualTo(directory.resolve("none.pem")
                + " does not exist\n");
        Files.writeString(directory.resolve("text"), "hello");
        assertThat(signWith("text", URL, "--key-pair-id", "K1").err()).isEqualTo(
                "--private-key is neither PEM nor DER nor base64 of either; set the private key as OpenSSL wrote it\n");
        Files.writeString(directory.resolve("public.pem"), Files.readString(directory.resolve("public-key.pem")));
        assertThat(signWith("public.pem", URL, "--key-pair-id", "K1").err()).startsWith("--private-key ");
        assertThat(sign(URL, "--key-pair-id", "K 1").err())
                .isEqualTo("--key-pair-id must be letters and digits, such as K2JCJMDEHXQW5F\n");
        assertThat(sign(URL, "--key-pair-id", "K1", "--expires-in", "0s").err()).startsWith("--expires-in ");
        assertThat(sign(URL, "--key-pair-id", "K1", "--expires-in", "soon").err())
                .contains("'soon' is not a duration such as 90s, 15m, 12h, or 7d");
    }

    @Test
    void derKey_isRead() throws IOException {
        String pem = Files.readString(directory.resolve("private-key.pem")).replaceAll("-----.*-----|\\s", "");
        Files.write(directory.resolve("key.der"), Base64.getDecoder().decode(pem));

        assertThat(explain(signWith("key.der", URL, "--key-pair-id", "K1").lastLine()).exitCode()).isZero();
    }

    @Test
    void encryptedKey_needsItsPassphrase() throws IOException {
        Files.writeString(directory.resolve("encrypted.pem"),
                EncryptedKey.pem(NewKey.p256Pair().getPrivate(), "open sesame"));
        Path passphrase = Files.writeString(directory.resolve("passphrase"), "open sesame\n");

        Cli without = signWith("encrypted.pem", URL, "--key-pair-id", "K1");
        Cli with = signWith("encrypted.pem", URL, "--key-pair-id", "K1", "--passphrase-file", passphrase.toString());

        assertThat(without.err()).contains("--passphrase-file");
        assertThat(without.exitCode()).isEqualTo(2);
        assertThat(with.exitCode()).isZero();
    }

    /** Such as {@code <(pass show key)} in a shell. It can be read once. */
    @Test
    @NeedsProgram(Program.MKFIFO)
    void namedPipe_isReadOnce() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder(Program.MKFIFO.path(), pipe.toString()).start().waitFor()).isZero();
        byte[] key = Files.readAllBytes(directory.resolve("private-key.pem"));
        CountDownLatch written = new CountDownLatch(1);
        Thread writer = new Thread(() -> {
            try {
                Files.write(pipe, key);
                written.countDown();
                // waits for a second reader
                while (true) {
                    Files.write(pipe, new byte[0]);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        writer.setDaemon(true);
        writer.start();

        assertThat(explain(signWith("pipe", URL, "--key-pair-id", "K1").lastLine()).exitCode()).isZero();
        assertThat(written.getCount()).isZero();
    }

    @Test
    void json_hasTheUrlAndItsTerms() {
        Cli signed = sign(URL, "--key-pair-id", "K1", "--json");

        assertThat(signed.out()).contains("\"url\" : \"" + URL + "&Expires=", "\"policy\" : \"canned\"",
                "\"resource\" : \"" + URL + "\"", "\"expires\" : \"20", "\"keyPairId\" : \"K1\"");
        assertThat(sign("/a", "--key-pair-id", "K1", "--json").out()).contains("\"error\" : \"URL must begin with https://");
    }
}
