package io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.EncryptedKey;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

class PrivateKeyParserTest {

    private static final PrivateKey KEY = TestKeys.rsa2048().getPrivate();

    private static PrivateKeyInfo parse(String pem, String passphrase) throws UnusableKeyException {
        return PrivateKeyParser.parse(pem.getBytes(StandardCharsets.US_ASCII), passphrase.toCharArray());
    }

    /** As OpenSSL 1 encrypts a key, regardless of the provider's name for the algorithm. */
    private static String legacyPem() throws IOException {
        StringWriter pem = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
            writer.writeObject(KEY, new JcePEMEncryptorBuilder("AES-128-CBC").setProvider(new BouncyCastleProvider())
                    .build("passphrase".toCharArray()));
        }
        return pem.toString();
    }

    private static void assertDecrypts(String pem) throws Exception {
        assertThat(LocalKeys.load("K1", pem.getBytes(StandardCharsets.US_ASCII), "passphrase".toCharArray(),
                HashAlgorithm.SHA256, TestKeys.CRYPTO).publicKey())
                .isEqualTo(TestKeys.load(KEY, HashAlgorithm.SHA256).publicKey());
        assertThatThrownBy(() -> parse(pem, "")).hasMessage("is encrypted; set private-key-passphrase");
        assertThatThrownBy(() -> parse(pem, "wrong")).isInstanceOf(UnusableKeyException.class)
                .hasMessage("cannot be decrypted with this private-key-passphrase; check the passphrase");
    }

    @Test
    void encryptedKey_isDecrypted() throws Exception {
        assertDecrypts(EncryptedKey.pem(KEY, "passphrase"));
    }

    @Test
    void encryptedKeyOfOldOpenSsl_isDecrypted() throws Exception {
        String pem = legacyPem();
        assertThat(pem).contains("Proc-Type: 4,ENCRYPTED");

        assertDecrypts(pem);
    }
}
