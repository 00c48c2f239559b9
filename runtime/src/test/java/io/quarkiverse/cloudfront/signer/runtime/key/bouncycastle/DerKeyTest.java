package io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Collections;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.PlatformKeyForms;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * The type of a DER document, by the elements of its outer sequence.
 */
class DerKeyTest {

    private static final ASN1Encodable NUMBER = new ASN1Integer(1);
    private static final ASN1Encodable BITS = new DERBitString(new byte[] { 1 });
    private static final ASN1Encodable OCTETS = new DEROctetString(new byte[] { 1 });
    private static final ASN1Encodable ALGORITHM = new DERSequence(new ASN1ObjectIdentifier("1.2.3"));

    private static PrivateKeyInfo parse(ASN1Encodable document) throws Exception {
        return DerKey.parse(document.toASN1Primitive().getEncoded(), null);
    }

    private static void assertRefused(String message, ASN1Encodable... elements) {
        assertThatThrownBy(() -> parse(new DERSequence(elements))).isInstanceOf(UnusableKeyException.class).hasMessage(message);
    }

    private static ASN1Encodable[] repeat(ASN1Encodable element, int count) {
        return Collections.nCopies(count, element).toArray(new ASN1Encodable[0]);
    }

    @Test
    void rsaKey_isReadInBothForms() throws Exception {
        PrivateKeyInfo pkcs8 = PrivateKeyInfo.getInstance(TestKeys.rsa2048().getPrivate().getEncoded());

        assertThat(parse(pkcs8)).isEqualTo(pkcs8);
        assertThat(parse(pkcs8.parsePrivateKey())).isEqualTo(pkcs8);
        assertThat(parse(pkcs8.parsePrivateKey()).getPrivateKeyAlgorithm().getAlgorithm())
                .isEqualTo(PKCSObjectIdentifiers.rsaEncryption);
    }

    @Test
    void ecKey_isReadWithAndWithoutItsParameters() throws Exception {
        for (ECPrivateKey key : new ECPrivateKey[] { new ECPrivateKey(256, BigInteger.TEN),
                new ECPrivateKey(256, BigInteger.TEN, X9ObjectIdentifiers.prime256v1) }) {
            PrivateKeyInfo read = parse(key);

            assertThat(read.getPrivateKeyAlgorithm().getAlgorithm()).isEqualTo(X9ObjectIdentifiers.id_ecPublicKey);
            assertThat(read.getPrivateKeyAlgorithm().getParameters()).isEqualTo(key.getParametersObject());
        }
    }

    @Test
    void publicKey_isRejected() {
        assertRefused(PlatformKeyForms.PUBLIC_KEY, ALGORITHM, BITS);
        assertRefused(PlatformKeyForms.PUBLIC_KEY, NUMBER, NUMBER);
        assertRefused(PlatformKeyForms.PUBLIC_KEY, NUMBER, ALGORITHM);
    }

    @Test
    void certificate_isRejected() {
        assertRefused(PlatformKeyForms.CERTIFICATE, ALGORITHM, ALGORITHM, BITS);
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
}
