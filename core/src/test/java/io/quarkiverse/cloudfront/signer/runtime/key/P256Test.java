package io.quarkiverse.cloudfront.signer.runtime.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
}
