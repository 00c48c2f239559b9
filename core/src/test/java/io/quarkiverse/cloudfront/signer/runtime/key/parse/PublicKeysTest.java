package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Optional;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.KeyProof;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKey;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyDescription;
import io.quarkiverse.cloudfront.signer.runtime.key.source.KeySource;

/**
 * Public keys that OpenSSL derives from the private ones verify their signatures.
 */
class PublicKeysTest {

    @TempDir
    static Path directory;

    private static OpenSsl openssl;

    @BeforeAll
    static void makeKeys() throws IOException {
        openssl = new OpenSsl(directory);
        write("rsa", TestKeys.rsa2048());
        write("ec", TestKeys.p256());
        write("other", TestKeys.p256());
    }

    private static void write(String name, KeyPair pair) throws IOException {
        openssl.write(name + ".pem", TestKeys.pem(pair.getPrivate()));
        openssl.write(name + ".pub", PublicKeys.pem(pair.getPublic()));
        Files.write(directory.resolve(name + ".pub.der"), pair.getPublic().getEncoded());
    }

    @ParameterizedTest
    @NeedsProgram(Program.OPENSSL)
    @CsvSource({ "rsa.pem, pkey", "rsa.pem, rsa -traditional", "ec.pem, pkey", "ec.pem, ec", "ec.pem, ec -no_public" })
    void publicKey_equalsThatOfOpenSsl(String file, String command) throws Exception {
        openssl.run(command + " -in " + file + " -out form.pem");
        openssl.run("pkey -in form.pem -pubout -out expected.pub");

        assertThat(PublicKeys.pem(LocalKeys
                .load("K1", openssl.file("form.pem"), null, HashAlgorithm.SHA256, TestKeys.CRYPTO).publicKey()))
                .isEqualTo(openssl.text("expected.pub"));
    }

    @Test
    @NeedsProgram(Program.OPENSSL)
    void publicKey_ofExplicitCurve_namesTheCurve() throws Exception {
        openssl.run("ec -in ec.pem -param_enc explicit -out explicit.pem");

        assertThat(PublicKeys.pem(LocalKeys
                .load("K1", openssl.file("explicit.pem"), null, HashAlgorithm.SHA256, TestKeys.CRYPTO).publicKey()))
                .isEqualTo(openssl.text("ec.pub"));
    }

    @ParameterizedTest
    @CsvSource({ "rsa.pem, rsa.pub, SHA256", "rsa.pem, rsa.pub, SHA1", "ec.pem, ec.pub, SHA256", "ec.pem, ec.pub.der, SHA256" })
    void matchingPair_loads(String privateKey, String publicKey, HashAlgorithm hash) throws Exception {
        assertThat(load(describe(privateKey, publicKey, hash)).keyPairId()).isEqualTo("K1");
    }

    @ParameterizedTest
    @CsvSource({ "ec.pem, other.pub", "ec.pem, rsa.pub", "rsa.pem, ec.pub" })
    void publicKeyOfAnotherPair_isRejected(String privateKey, String publicKey) {
        assertRefused(privateKey, publicKey,
                "is not the public key of private-key-location: it does not verify the private key's signatures. Set the "
                        + "private key whose public key CloudFront has as key pair K1");
    }

    @Test
    void unreadablePublicKey_isRejected() {
        openssl.write("cut.pub", openssl.text("rsa.pub").substring(0, 200));
        openssl.write("text.pub", "ssh-rsa AAAA");

        assertRefused("ec.pem", "ec.pem",
                "is a private key; set the public key "
                        + "that you uploaded to CloudFront. To print it, run: openssl pkey -in private-key.pem -pubout");
        for (String broken : new String[] { "cut.pub", "text.pub" }) {
            assertRefused("ec.pem", broken,
                    "is not a readable public key; set the one "
                            + "that you uploaded to CloudFront. To print it, run: openssl pkey -in private-key.pem -pubout");
        }
        assertRefused("ec.pem", "none.pub", "names the file " + directory.resolve("none.pub") + ", which does not exist");
    }

    @Test
    @NeedsProgram(Program.OPENSSL)
    void certificateAsPublicKey_isRejected() {
        openssl.run("req -x509 -key ec.pem -subj /CN=test -days 1 -out ec.crt");

        assertRefused("ec.pem", "ec.crt",
                "is not a public key; set the one "
                        + "that you uploaded to CloudFront. To print it, run: openssl pkey -in private-key.pem -pubout");
    }

    private static void assertRefused(String privateKey, String publicKey, String message) {
        assertThatThrownBy(() -> load(describe(privateKey, publicKey, HashAlgorithm.SHA256)))
                .isInstanceOfSatisfying(UnusableKeyException.class, e -> {
                    assertThat(e.property()).isEqualTo("public-key-location");
                    assertThat(e.getMessage()).isEqualTo(message);
                });
    }

    private static LocalKey load(KeyDescription key) throws UnusableKeyException {
        return key.parse(key.call());
    }

    private static KeyDescription describe(String privateKey, String publicKey, HashAlgorithm hash) {
        return new KeyDescription("private-key-location",
                KeySource.location(directory.resolve(privateKey).toString(), Optional.empty()), Optional.of("K1"), hash,
                Optional.of(directory.resolve(publicKey).toString()), TestKeys.CRYPTO);
    }

    @Test
    void signatureOfAnotherForm_doesNotVerify() {
        KeyProof proof = new KeyProof(TestKeys.p256().getPublic());

        for (byte[] garbage : new byte[][] { {}, new byte[70], "signature".getBytes(StandardCharsets.US_ASCII) }) {
            assertThat(proof.verifies(Algorithm.ECDSA_SHA256, KeyProof.TRIAL,
                    garbage)).isFalse();
        }
    }
}
