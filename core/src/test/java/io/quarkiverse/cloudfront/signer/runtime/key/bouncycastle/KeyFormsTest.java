package io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.fixtures.EncryptedKey;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.KeyDocument;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.KeyRefusals;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.PemText;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.Pkcs8Key;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * The form of a DER document, by the elements of its outer sequence, and decryption.
 */
class KeyFormsTest {

    private static final ASN1Encodable NUMBER = new ASN1Integer(1);
    private static final ASN1Encodable BITS = new DERBitString(new byte[] { 1 });
    private static final ASN1Encodable OCTETS = new DEROctetString(new byte[] { 1 });
    private static final ASN1Encodable ALGORITHM = new DERSequence(new ASN1ObjectIdentifier("1.2.3"));

    private static Pkcs8Key parse(ASN1Encodable document) throws Exception {
        return KeyForms.toPlain(new KeyDocument("DER", document.toASN1Primitive().getEncoded(), null), null);
    }

    private static void assertRefused(String message, ASN1Encodable... elements) {
        assertThatThrownBy(() -> parse(new DERSequence(elements))).isInstanceOf(UnusableKeyException.class).hasMessage(message);
    }

    private static ASN1Encodable[] repeat(ASN1Encodable element, int count) {
        return Collections.nCopies(count, element).toArray(new ASN1Encodable[0]);
    }

    @Test
    void rsaKey_isReadInBothForms() throws Exception {
        PrivateKey key = TestKeys.rsa2048().getPrivate();
        PrivateKeyInfo pkcs8 = PrivateKeyInfo.getInstance(key.getEncoded());

        assertThat(parse(pkcs8).rsa()).isEqualTo(key);
        assertThat(parse(pkcs8.parsePrivateKey()).rsa()).isEqualTo(key);
    }

    @Test
    void ecKey_isReadIfItNamesItsCurve() throws Exception {
        assertThat(parse(new ECPrivateKey(256, BigInteger.TEN, X9ObjectIdentifiers.prime256v1)))
                .isEqualTo(new Pkcs8Key(null, BigInteger.TEN));
        assertThatThrownBy(() -> parse(new ECPrivateKey(256, BigInteger.TEN))).hasMessage("is not a valid EC key");
    }

    @Test
    void dsaKey_isNamed() {
        assertRefused("is a key for the algorithm DSA, but CloudFront only accepts RSA 2048 and ECDSA P-256; "
                + "create a new key: " + KeyRefusals.NEW_RSA_KEY, repeat(NUMBER, 6));
    }

    @Test
    void publicKey_isRejected() {
        assertRefused(KeyRefusals.PUBLIC_KEY, ALGORITHM, BITS);
        assertRefused(KeyRefusals.PUBLIC_KEY, NUMBER, NUMBER);
        assertRefused(KeyRefusals.PUBLIC_KEY, NUMBER, ALGORITHM);
    }

    @Test
    void certificate_isRejected() {
        assertRefused(KeyRefusals.CERTIFICATE, ALGORITHM, ALGORITHM, BITS);
    }

    @Test
    void encryptedKeyWithoutPassphrase_isRejected() {
        assertRefused("is encrypted; set private-key-passphrase", ALGORITHM, OCTETS);
    }

    @Test
    void otherDocument_isRejected() {
        String message = "is DER, but not an RSA or EC private key; CloudFront accepts RSA 2048 and ECDSA P-256";
        assertRefused(message);
        assertRefused(message, NUMBER);
        assertRefused(message, ALGORITHM);
        assertRefused(message, ALGORITHM, ALGORITHM);
        assertRefused(message, ALGORITHM, OCTETS, OCTETS);
        assertRefused(message, ALGORITHM, BITS, ALGORITHM);
        assertRefused(message, ALGORITHM, ALGORITHM, BITS, BITS);
        assertRefused(message, repeat(NUMBER, 8));
        assertRefused(message, repeat(OCTETS, 9));
    }

    @Test
    void encryptedKey_isDecrypted() throws Exception {
        PrivateKey key = TestKeys.rsa2048().getPrivate();

        assertDecrypts(EncryptedKey.pem(key, "passphrase"), key);
    }

    @Test
    void encryptedKeyOfOldOpenSsl_isDecrypted() throws Exception {
        PrivateKey key = TestKeys.rsa2048().getPrivate();

        assertDecrypts(legacyPem(pkcs1(key), "0123456789ABCDEF0123456789ABCDEF"), key);
    }

    @Test
    void brokenHeaderOfOldOpenSsl_isRefusedAndNotQuoted() throws Exception {
        String pem = legacyPem(pkcs1(TestKeys.rsa2048().getPrivate()), "0123456789ABCDEF0123456789ABCDEF");

        for (String header : new String[] { "AES-128-CBC", "AES-128-CBC,", "AES-128-CBC,0123", "AES-128-CBC,secret" }) {
            assertThatThrownBy(() -> parse(pem.replaceFirst("AES-128-CBC,\\w+", header), "passphrase"))
                    .hasMessage(KeyRefusals.UNREADABLE);
        }
        assertThatThrownBy(() -> parse(pem.replaceFirst("AES-128-CBC,", "secret,"), "passphrase"))
                .message().startsWith("is encrypted with an algorithm that is not supported; encrypt it with AES");
    }

    private static void assertDecrypts(String pem, PrivateKey key) throws Exception {
        assertThat(parse(pem, "passphrase").rsa()).isEqualTo(key);
        assertThatThrownBy(() -> parse(pem, "")).hasMessage("is encrypted; set private-key-passphrase");
        assertThatThrownBy(() -> parse(pem, "wrong")).isInstanceOf(UnusableKeyException.class)
                .hasMessage("cannot be decrypted with this private-key-passphrase; check the passphrase");
    }

    private static Pkcs8Key parse(String pem, String passphrase) throws UnusableKeyException {
        return KeyForms.toPlain(PemText.read(pem.getBytes(StandardCharsets.US_ASCII)), passphrase.toCharArray());
    }

    /** The key is the digest of the passphrase and the first half of the initialization vector. */
    private static String legacyPem(byte[] content, String initVector) throws Exception {
        byte[] vector = HexFormat.of().parseHex(initVector);
        MessageDigest digest = MessageDigest.getInstance("MD5");
        digest.update("passphrase".getBytes(StandardCharsets.US_ASCII));
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(digest.digest(Arrays.copyOf(vector, 8)), "AES"),
                new IvParameterSpec(vector));
        return "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC," + initVector + "\n\n"
                + Base64.getMimeEncoder().encodeToString(cipher.doFinal(content)) + "\n-----END RSA PRIVATE KEY-----\n";
    }

    private static byte[] pkcs1(PrivateKey key) throws Exception {
        return PrivateKeyInfo.getInstance(key.getEncoded()).parsePrivateKey().toASN1Primitive().getEncoded();
    }

    /** The padding of a wrong passphrase can be right by chance. */
    @Test
    void encryptedContentThatIsNoKey_isRefusedLikeAWrongPassphrase() throws Exception {
        String pem = legacyPem(new byte[] { 1, 2, 3 }, "0123456789ABCDEF0123456789ABCDEF");

        assertThatThrownBy(() -> parse(pem, "passphrase"))
                .hasMessage("cannot be decrypted with this private-key-passphrase; check the passphrase");
    }
}
