package io.quarkiverse.cloudfront.signer.runtime.key.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.fixtures.Rounds;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;

class SafeQuoteTest {

    /** In its directory, all these names would be taken for secrets if they did not exist. */
    private static final List<String> ODD_NAMES = Stream.of("tmp.pPtr9NlXOZ", "a b+%41#x", "über uns", "x7Kp2Lq9Zt4", "hunter2",
            "XKyx6_zP6dbunz-kgvTj-5PNjXiD_op0-H3s061Tw_E", "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg", "aB3".repeat(66),
            "K=a--b", "Signature=x&Policy=y").filter(SafeQuoteTest::isNameHere).toList();

    @TempDir
    static Path directory;

    /** An ASCII locale does not support umlauts. */
    private static boolean isNameHere(String name) {
        return Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode(name);
    }

    private static void assertDescribed(String text) {
        assertThat(SafeQuote.path(text))
                .isEqualTo("<" + text.length() + " characters, not shown because they could be a secret>");
    }

    @Test
    void existingPath_isQuotedWhateverItsName() throws Exception {
        for (String name : ODD_NAMES) {
            assertDescribed(name);
            Path odd = Files.createDirectory(directory.resolve(name));
            Path file = Files.createFile(odd.resolve(name));

            assertThat(SafeQuote.path(odd.toString())).isEqualTo(odd.toString());
            assertThat(SafeQuote.path(file.toString())).isEqualTo(file.toString());
            assertThat(SafeQuote.path(odd, name)).isEqualTo(name);
        }
    }

    @Test
    void missingFile_isQuotedIfADirectoryOfItExists() throws Exception {
        for (String name : ODD_NAMES) {
            Path odd = Files.createDirectory(directory.resolve("in " + name));
            for (String missing : new String[] { "none", "none.pem", "xY9/key", "private key" }) {
                assertThat(SafeQuote.path(odd.resolve(missing).toString())).isEqualTo(odd.resolve(missing).toString());
            }
            assertThat(SafeQuote.path(directory, odd.getFileName() + "/xY9")).isEqualTo(odd.getFileName() + "/xY9");
        }
    }

    /** As a checkout's or a pod's directory. */
    @Test
    void longNameBelowADirectory_isQuoted() {
        for (String name : new String[] { "tmp.pPtr9NlXOZ", "x".repeat(50), HexFormat.of().formatHex(new byte[32]) }) {
            assertThat(SafeQuote.path(directory + "/" + name)).isEqualTo(directory + "/" + name);
        }
    }

    @Test
    void danglingLink_isQuoted() throws Exception {
        Files.createSymbolicLink(directory.resolve("x7Kp2"), Path.of("..data/private-key.pem"));

        assertThat(SafeQuote.path(directory, "x7Kp2")).isEqualTo("x7Kp2");
    }

    @Test
    void key_isDescribedEvenBelowAnExistingDirectory() throws Exception {
        KeyPair pair = TestKeys.p256();
        String base64 = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
        String pem = "-----BEGIN PRIVATE KEY-----" + base64 + "-----END PRIVATE KEY-----";

        String base64OfPem = Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
        for (String key : new String[] { pem, "-----BEGIN PRIVATE KEY-----", "-----BEGIN EC PRIVATE KEY-----key.pem", base64,
                base64OfPem, "MIIE//" + base64.substring(6) }) {
            assertDescribed(directory + "/" + key);
            assertDescribed("classpath:" + key);
            assertDescribed("classpath:keys/" + key);
        }
        assertDescribed(base64);
        assertDescribed(pem + ".pem");
    }

    /** The root exists for each of them, and no name in it does. */
    @ParameterizedTest
    @ValueSource(strings = { "/9jAx7Kp2Lq9Zt4", "/XKyx6_zP6dbunz-kgvTj-5PNjXiD_op0-H3s061Tw_E", "//x7Kp2Lq9Zt4",
            "/wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" })
    void textWithSlashes_isDescribedUnlessADirectoryBelowTheRootExists(String text) {
        assertDescribed(text);
    }

    /** The file system does not know most of these. */
    @ParameterizedTest
    @ValueSource(strings = { "/no/secrets/media/private-key.pem", "keys/K2JCJMDEHXQW5F.der", "private-key.pem", "../key.p8",
            "../x7Kp2", "C:\\Users\\alice\\My Keys\\private.KEY", "classpath:keys/private-key.pem", "classpath:keys",
            "/no-pPtr9NlXOZ/Schlüssel.pem", "classpath:aB3/xY9" })
    void unknownPath_isQuotedIfItIsNamedAsKeyFilesAre(String path) {
        assertThat(SafeQuote.path(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = { "hunter2", "/keys/media", "/vault/secrets/media-key", "keys/media", "correct horse battery staple",
            "-----BEGIN PRIVATE KEY-----",
            "https://media.example.com/a.jpg?Signature=x", "https://alice:secret@media.example.com/key.pem", "/keys/a\nb.pem",
            "/keys/a\0b.pem", "src/a\nb.pem", "classpath:a\nb", "/x7Kp2Lq9Zt4/aB3", "\uD800", "" })
    void otherText_isDescribed(String text) {
        assertDescribed(text);
    }

    @Test
    void textThatIsTooLongForAPath_isDescribed() {
        assertDescribed("aB3.".repeat(1_000_000));
        assertDescribed(directory + "/a".repeat(1_000_000));
        // too long for a name only
        assertThat(SafeQuote.path(directory + "/" + "aB3.".repeat(100))).startsWith(directory.toString());
        assertThat(SafeQuote.path(directory + "/" + "a/".repeat(1000))).startsWith(directory.toString());
    }

    @Test
    void randomBytes_areDescribed() {
        Rounds.each(random -> {
            for (int i = 0; i < 100; i++) {
                byte[] secret = new byte[32 + random.nextInt(120)];
                random.nextBytes(secret);
                for (String text : new String[] { Base64.getEncoder().encodeToString(secret),
                        Base64.getEncoder().withoutPadding().encodeToString(secret),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(secret), HexFormat.of().formatHex(secret),
                        HexFormat.of().withUpperCase().formatHex(secret) }) {
                    assertThat(SafeQuote.id(text)).startsWith("<");
                    // one in a million begins with a directory of this machine, such as opt/
                    String begin = text.substring(0, text.indexOf('/') + 1);
                    if (begin.length() <= 1 || !Files.exists(Path.of(begin)) && !Files.exists(Path.of("/" + begin))) {
                        assertThat(SafeQuote.path(text)).startsWith("<");
                        assertThat(SafeQuote.path("/" + text)).startsWith("<");
                    }
                }
            }
        });
    }

    /** A lone surrogate in any locale is like an umlaut in an ASCII locale: Java cannot represent it in a path. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "any text is a name there")
    void nameThatTheLocaleDoesNotSupport_isDecidedByItsForm() {
        String directory = SafeQuoteTest.directory.toString();

        assertDescribed(directory + "/\uD800");
        assertThat(SafeQuote.path("/run/secrets/\uD800.pem")).isEqualTo("/run/secrets/\uD800.pem");
        assertThatThrownBy(() -> KeyFile.read("/run/secrets/\uD800.pem"))
                .hasMessage(
                        "names the file /run/secrets/\uD800.pem, which is not a valid file name in the JVM's locale; start the "
                                + "JVM with a UTF-8 locale, such as LC_ALL=C.UTF-8");
    }

    @Test
    void keyPairId_isQuotedAndOtherTextIsNot() {
        assertThat(SafeQuote.id("K2JCJMDEHXQW5F")).isEqualTo("K2JCJMDEHXQW5F");
        assertThat(SafeQuote.id("APKAEXAMPLEEXAMPLE12")).isEqualTo("APKAEXAMPLEEXAMPLE12");
        assertThat(SafeQuote.id("K" + "2".repeat(31))).startsWith("K");
        for (String text : new String[] { "K" + "2".repeat(32), "hunter2", "K2 ", "2K", "Kx", "" }) {
            assertThat(SafeQuote.id(text)).startsWith("<" + text.length() + " characters");
        }
    }
}
