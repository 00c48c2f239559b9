package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import static io.quarkiverse.cloudfront.signer.runtime.key.TestKeys.KEY_PAIR_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.fixtures.Rounds;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastleLibrary;

class Pkcs8KeyTest {

    @TempDir
    Path directory;

    @Test
    @NeedsProgram(Program.OPENSSL)
    void keyFromOpenSsl_isReadLikeTheFullParserReadsIt() throws UnusableKeyException {
        OpenSsl openssl = new OpenSsl(directory);
        openssl.run("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa.pem");
        openssl.run("pkcs8 -topk8 -nocrypt -in rsa.pem -outform DER -out rsa.der");
        openssl.run("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out ec.pem");
        openssl.run("pkcs8 -topk8 -nocrypt -in ec.pem -outform DER -out ec.der");

        for (String file : List.of("rsa.pem", "rsa.der", "ec.pem", "ec.der")) {
            KeyDocument document = PemText.read(openssl.file(file));
            assertThat(Pkcs8Key.read(document.der())).as(file).isNotNull()
                    .isEqualTo(new BouncyCastleLibrary().toPlain(document, null));
        }
    }

    @Test
    void keyFromJava_isReadLikeTheFullParserReadsIt() throws UnusableKeyException {
        for (int i = 0; i < 50; i++) {
            KeyDocument document = new KeyDocument("DER", TestKeys.p256().getPrivate().getEncoded(), null);

            assertThat(Pkcs8Key.read(document.der())).isNotNull()
                    .isEqualTo(new BouncyCastleLibrary().toPlain(document, null));
        }
    }

    @Test
    void toString_showsNoPartOfTheKey() {
        assertThat(Pkcs8Key.read(TestKeys.p256().getPrivate().getEncoded())).hasToString("P-256 key");
        assertThat(Pkcs8Key.read(TestKeys.rsa2048().getPrivate().getEncoded())).hasToString("RSA key");
    }

    @Test
    @NeedsProgram(Program.OPENSSL)
    void otherForms_areLeftToTheFullParser() throws UnusableKeyException {
        OpenSsl openssl = new OpenSsl(directory);
        openssl.run("genrsa -traditional -out rsa-pkcs1.pem 2048");
        openssl.run("pkcs8 -topk8 -in rsa-pkcs1.pem -passout pass:secret -out rsa-encrypted.pem");
        openssl.run("ecparam -name prime256v1 -genkey -noout -out ec-sec1.pem");
        openssl.run("ec -in ec-sec1.pem -param_enc explicit -out ec-sec1-explicit.pem");
        openssl.run("pkcs8 -topk8 -nocrypt -in ec-sec1-explicit.pem -out ec-explicit.pem");
        openssl.run("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out ec-p384.pem");
        openssl.run("genpkey -algorithm ED25519 -out ed25519.pem");

        for (String file : List.of("rsa-pkcs1.pem", "rsa-encrypted.pem", "ec-sec1.pem", "ec-explicit.pem", "ec-p384.pem",
                "ed25519.pem")) {
            assertThat(Pkcs8Key.read(PemText.read(openssl.file(file)).der())).as(file).isNull();
        }
        assertThat(Pkcs8Key.read(new byte[0])).isNull();
    }

    /** Zero, the curve's order, and the largest number that fits. Their signatures could not be verified. */
    @ParameterizedTest
    @ValueSource(strings = {
            "0000000000000000000000000000000000000000000000000000000000000000",
            "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
            "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff" })
    void numberOutsideOfTheCurvesOrder_isRejected(String number) {
        byte[] der = HexFormat.of().parseHex(
                "3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420" + number);

        assertThat(Pkcs8Key.read(der)).isNull();
        assertThatThrownBy(
                () -> LocalKeys.load(KEY_PAIR_ID, der, null, HashAlgorithm.SHA256, TestKeys.CRYPTO))
                .isInstanceOf(UnusableKeyException.class).hasMessage("is not a valid EC key");
    }

    @Test
    void smallestAndLargestNumber_areKeys() {
        String prefix = "3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420";
        String last = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550";

        assertThat(Pkcs8Key.read(HexFormat.of().parseHex(prefix + "0".repeat(63) + "1")))
                .isEqualTo(new Pkcs8Key(null, BigInteger.ONE));
        assertThat(Pkcs8Key.read(HexFormat.of().parseHex(prefix + last)))
                .isEqualTo(new Pkcs8Key(null, new BigInteger(last, 16)));
    }

    @Test
    void privateKey_withRandomChanges_isReadOrRejected() {
        List<byte[]> keys = PrivateKeyFuzz.seeds();
        Rounds.each(random -> {
            byte[] key = keys.get(random.nextInt(keys.size())).clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                key[random.nextInt(key.length)] = (byte) random.nextInt(256);
            }
            PrivateKeyFuzz.check(key);
            PrivateKeyFuzz.check(Arrays.copyOf(key, random.nextInt(2 * key.length)));
        });
    }

    @Test
    void isKey_ofPemAndOfBase64ThatMayBeDer_isTrue() {
        String pem = TestKeys.pem(TestKeys.p256().getPrivate());
        byte[] der = new byte[33];
        der[0] = 0x30;

        assertThat(PemText.isKey(pem)).isTrue();
        assertThat(PemText.isKey(Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII)))).isTrue();
        assertThat(PemText.isKey(Base64.getEncoder().encodeToString(der))).isTrue();
        assertThat(PemText.isKey(Base64.getEncoder().encodeToString(Arrays.copyOf(der, 32)))).isFalse();
        assertThat(PemText.isKey(Base64.getEncoder().encodeToString(new byte[33]))).isFalse();
        assertThat(PemText.isKey("/run/secrets/key.pem!")).isFalse();
        assertThat(PemText.isKey("")).isFalse();
    }
}
