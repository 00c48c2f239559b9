package io.quarkiverse.cloudfront.signer.runtime.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;

import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastleLibrary;

/**
 * The curve P-256, and signatures with its keys.
 */
class P256Test {

    /** Half of them have the other one of the two points. */
    @Test
    void publicKey_ofGeneratedPair_isThatOfThePair() throws Exception {
        for (int i = 0; i < 20; i++) {
            KeyPair pair = TestKeys.p256();
            BigInteger number = ((ECPrivateKey) pair.getPrivate()).getS();

            assertThat(P256.publicKey(number)).isEqualTo(pair.getPublic());
            assertThat(P256.privateKey(number)).isEqualTo(pair.getPrivate());
        }
    }

    /** The base point, and its inverse. */
    @ParameterizedTest
    @ValueSource(strings = { "1", "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550" })
    void publicKey_ofFirstAndLastNumber_hasTheBasePointsX(String number) {
        ECPublicKey key = (ECPublicKey) P256.publicKey(new BigInteger(number, 16));

        assertThat(key.getW().getAffineX()).isEqualTo(key.getParams().getGenerator().getAffineX());
        assertThat(key.getW().equals(key.getParams().getGenerator())).isEqualTo(number.equals("1"));
    }

    /**
     * The test vectors of RFC 6979, appendix A.2.5, for P-256 with SHA-256.
     */
    @ParameterizedTest
    @CsvSource({
            "sample, EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716, "
                    + "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
            "test, F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367, "
                    + "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083" })
    void signature_ofPublishedVector_isThatOfRfc6979(String message, String r, String s) throws Exception {
        ECDomainParameters p256 = new ECDomainParameters(SECNamedCurves.getByName("secp256r1"));
        BigInteger published = new BigInteger("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721", 16);
        EcKey key = new EcKey("K1", published, new BouncyCastleLibrary());

        byte[] signature = key.signNow(message.getBytes(StandardCharsets.US_ASCII));

        assertThat(StandardDSAEncoding.INSTANCE.decode(p256.getN(), signature))
                .containsExactly(new BigInteger(r, 16), new BigInteger(s, 16));
        assertThat(signature).startsWith(0x30).hasSizeBetween(68, 72);
    }
}
