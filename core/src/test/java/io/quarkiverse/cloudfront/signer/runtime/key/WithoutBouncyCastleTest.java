package io.quarkiverse.cloudfront.signer.runtime.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.fixtures.EncryptedKey;
import io.quarkiverse.cloudfront.signer.fixtures.LogCapture;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkiverse.cloudfront.signer.runtime.corretto.AmazonCorrettoProvider;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.OpenSsl;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * What an application that leaves BouncyCastle out can sign with, and what it is told about the rest.
 */
class WithoutBouncyCastleTest {

    private static final byte[] POLICY = "policy".getBytes(StandardCharsets.US_ASCII);
    private static final String ADD = "add the dependency org.bouncycastle:bcprov-jdk18on";
    private static final String CONVERT = "is damaged, or in a form that requires BouncyCastle (%s). Without it, a key must be "
            + "PKCS#8 with RSA or P-256. An encrypted key must use AES, PBKDF2, and an ASCII passphrase. Convert "
            + "it: openssl pkey -in old.pem -out private-key.pem (-aes256 encrypts it), or " + ADD;
    private static final String PASSPHRASE = "~pass phrase";

    @TempDir
    static Path directory;

    private static OpenSsl openssl;
    private static KeyPair rsa;
    private static KeyPair ec;

    @BeforeAll
    static void makeKeys() {
        openssl = new OpenSsl(directory);
        rsa = TestKeys.rsa2048();
        ec = TestKeys.p256();
        openssl.write("rsa.pem", TestKeys.pem(rsa.getPrivate()));
        openssl.write("ec.pem", TestKeys.pem(ec.getPrivate()));
        openssl.write("passphrase", PASSPHRASE);
        // if both are the same file, OpenSSL expects two lines in it
        openssl.write("new-passphrase", PASSPHRASE);
    }

    private static LocalKey load(byte[] content, CryptoProvider choice) throws UnusableKeyException {
        return LocalKeys.load("K1", content, PASSPHRASE.toCharArray(), HashAlgorithm.SHA256,
                SigningCrypto.of(choice, Optional.empty(), Optional.empty()));
    }

    private static LocalKey load(String file) throws UnusableKeyException {
        return load(openssl.file(file), CryptoProvider.JDK);
    }

    private static void assertRefused(byte[] content, String message) {
        assertThatThrownBy(() -> load(content, CryptoProvider.JDK)).isInstanceOf(UnusableKeyException.class)
                .hasMessage(message);
    }

    private static void assertSigns(LocalKey key, KeyPair pair) {
        assertThat(new KeyProof(pair.getPublic()).verifies(key.algorithm(), POLICY, key.signNow(POLICY))).isTrue();
        assertThat(key.publicKey()).isEqualTo(pair.getPublic());
    }

    @ParameterizedTest
    @EnumSource(names = { "AUTO", "JDK" })
    void rsaKey_signsAsWithBouncyCastle(CryptoProvider choice) throws UnusableKeyException {
        try (LogCapture log = new LogCapture(LocalKeys.class)) {
            LocalKey key = load(openssl.file("rsa.pem"), choice);

            assertSigns(key, rsa);
            assertThat(key.signNow(POLICY))
                    .isEqualTo(TestKeys.load(rsa.getPrivate(), HashAlgorithm.SHA256).signNow(POLICY));
            assertThat(log.take()).isEmpty();
        }
    }

    @Test
    void p256Key_signsDifferentlyEachTime() throws UnusableKeyException {
        LocalKey key = load("ec.pem");

        assertSigns(key, ec);
        assertThat(key.signNow(POLICY)).isNotEqualTo(key.signNow(POLICY));
    }

    @Test
    void differentSignatures_areReportedUnlessTheyAreChosen() throws UnusableKeyException {
        try (LogCapture log = new LogCapture(LocalKeys.class)) {
            load(openssl.file("ec.pem"), CryptoProvider.JDK);
            assertThat(log.take()).isEmpty();

            load(openssl.file("ec.pem"), CryptoProvider.AUTO);
            assertThat(log.take()).containsExactly("WARN Key pair K1 signs with P-256 without BouncyCastle, so each signature "
                    + "is different: replicas return different URLs for equal requests, and browsers cache less. For equal "
                    + "URLs, " + ADD
                    + ", or use an RSA key. If this is intended in a Quarkus application, set crypto-provider to jdk or accp");
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "the test has its library for this platform")
    void p256Key_withCorretto_signsWithIt() throws UnusableKeyException {
        LocalKey key = LocalKeys.load("K1", openssl.file("ec.pem"), null, HashAlgorithm.SHA256,
                SigningCrypto.of(CryptoProvider.AUTO, Optional.of(new AmazonCorrettoProvider()), Optional.empty()));

        assertSigns(key, ec);
    }

    @ParameterizedTest
    @NeedsProgram(Program.OPENSSL)
    @CsvSource({ "rsa, -outform PEM", "ec, -outform PEM", "ec, -outform DER" })
    void plainKeyOfOpenSsl_isRead(String name, String options) throws UnusableKeyException {
        openssl.run("pkcs8 -topk8 -nocrypt -in " + name + ".pem -out plain " + options);

        assertSigns(load("plain"), name.equals("rsa") ? rsa : ec);
    }

    @ParameterizedTest
    @NeedsProgram(Program.OPENSSL)
    @CsvSource({ "rsa, -v2 aes-256-cbc", "ec, -v2 aes-256-cbc", "ec, -v2 aes-128-cbc -v2prf hmacWithSHA1",
            "ec, -v2 aes-256-cbc -v2prf hmacWithSHA512", "ec, -v2 aes-256-cbc -outform DER" })
    void encryptedPkcs8_isDecrypted(String name, String options) throws UnusableKeyException {
        openssl.run("pkcs8 -topk8 -in " + name + ".pem -out encrypted -passout file:passphrase " + options);

        assertSigns(load("encrypted"), name.equals("rsa") ? rsa : ec);
        assertThatThrownBy(() -> LocalKeys.load("K1", openssl.file("encrypted"), "wrong".toCharArray(), HashAlgorithm.SHA256,
                SigningCrypto.jdk(Optional.empty())))
                .hasMessage("cannot be decrypted with this private-key-passphrase; check the passphrase");
        assertThatThrownBy(() -> LocalKeys.load("K1", openssl.file("encrypted"), null, HashAlgorithm.SHA256,
                SigningCrypto.jdk(Optional.empty()))).hasMessage("is encrypted; set private-key-passphrase");
    }

    @Test
    void passphraseThatIsNotAscii_isNamed() {
        byte[] pem = EncryptedKey.pem(rsa.getPrivate(), "passphrase").getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> LocalKeys.load("K1", pem, "pässphrase".toCharArray(), HashAlgorithm.SHA256,
                SigningCrypto.jdk(Optional.empty()))).hasMessage(CONVERT.formatted("BEGIN ENCRYPTED PRIVATE KEY"));
    }

    @Test
    void encryptedPkcs8OfJava_isDecrypted() throws UnusableKeyException {
        byte[] pem = EncryptedKey.pem(rsa.getPrivate(), "passphrase").getBytes(StandardCharsets.US_ASCII);

        assertSigns(LocalKeys.load("K1", pem, "passphrase".toCharArray(), HashAlgorithm.SHA256,
                SigningCrypto.jdk(Optional.empty())), rsa);
    }

    /** Some of them are not keys for CloudFront, which the message says after the conversion. */
    @ParameterizedTest
    @NeedsProgram(Program.OPENSSL)
    @CsvSource({ "rsa -traditional -in rsa.pem, BEGIN RSA PRIVATE KEY", "ec -in ec.pem, BEGIN EC PRIVATE KEY",
            "'rsa -traditional -in rsa.pem -aes128 -passout file:passphrase', 'BEGIN RSA PRIVATE KEY, Proc-Type'",
            "ec -in ec.pem -outform DER, DER", "genpkey -algorithm ed25519, BEGIN PRIVATE KEY",
            "'ec -in ec.pem -param_enc explicit | pkcs8 -topk8 -nocrypt', BEGIN PRIVATE KEY",
            "pkcs8 -topk8 -in ec.pem -v2 camellia-256-cbc -passout file:passphrase, BEGIN ENCRYPTED PRIVATE KEY",
            "pkcs8 -topk8 -in ec.pem -scrypt -passout file:passphrase, BEGIN ENCRYPTED PRIVATE KEY" })
    void otherForm_isNamedWithItsRemedies(String commands, String form) {
        String in = "";
        for (String command : List.of(commands.split(" \\| "))) {
            openssl.run(command + in + " -out other.pem");
            in = " -in other.pem";
        }

        assertRefused(openssl.file("other.pem"), CONVERT.formatted(form));
    }

    @Test
    void damagedKey_isNamedWithItsRemedies() {
        assertRefused(openssl.text("ec.pem").replaceFirst("MEE|MIG", "MIX").getBytes(StandardCharsets.US_ASCII),
                CONVERT.formatted("BEGIN PRIVATE KEY"));
    }

    @ParameterizedTest
    @NeedsProgram(Program.OPENSSL)
    @ValueSource(strings = { "rsa -traditional -in rsa.pem", "ec -in ec.pem", "ec -in ec.pem -outform DER",
            "rsa -traditional -in rsa.pem -aes128 -passout file:passphrase",
            "pkcs8 -topk8 -in ec.pem -scrypt -passout file:passphrase",
            "pkcs8 -topk8 -in ec.pem -v1 PBE-MD5-DES -provider legacy -provider default -passout file:passphrase" })
    void otherForm_convertedAsTheMessageSays_isRead(String command) throws UnusableKeyException {
        openssl.run(command + " -out old.pem");
        for (String encryption : new String[] { "", " -aes256 -passout file:new-passphrase" }) {
            openssl.run("pkey -in old.pem -out private-key.pem -passin file:passphrase -provider legacy -provider default"
                    + encryption);

            assertSigns(load("private-key.pem"), command.startsWith("rsa") ? rsa : ec);
        }
    }

    /** The Java platform could decrypt some of them. */
    @ParameterizedTest
    @NeedsProgram(Program.OPENSSL)
    @ValueSource(strings = { "PBE-MD5-DES", "PBE-SHA1-RC2-40", "PBE-SHA1-RC4-40", "PBE-SHA1-RC4-128" })
    void retiredEncryption_isRefusedAsWithBouncyCastle(String scheme) {
        openssl.run("pkcs8 -topk8 -in ec.pem -out old.pem -passout file:passphrase -provider legacy -provider default -v1 "
                + scheme);

        assertRefused(openssl.file("old.pem"), "is encrypted with an algorithm that is not supported; encrypt it with AES: "
                + "openssl pkey -aes256 -in old.pem -out private-key.pem. For DES, RC2, and RC4, OpenSSL 3 also requires "
                + "-provider legacy -provider default");
    }

    @Test
    void whatIsNotAPrivateKey_isRefusedAsWithBouncyCastle() throws Exception {
        openssl.write("key.pub", "-----BEGIN PUBLIC KEY-----\nMAA=\n-----END PUBLIC KEY-----\n");
        openssl.write("key.crt", "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n");

        assertRefused(openssl.file("key.pub"),
                "is a public key, which belongs in CloudFront. Set the private key of this pair");
        assertRefused(openssl.file("key.crt"),
                "is a certificate; set the private key that belongs to the public key in CloudFront");
        assertRefused(Files.readString(directory.resolve("key.crt")).replace("CERTIFICATE", "X509 CRL")
                .getBytes(StandardCharsets.US_ASCII),
                "does not contain a private key; set the one that belongs to the public key in CloudFront");
    }
}
