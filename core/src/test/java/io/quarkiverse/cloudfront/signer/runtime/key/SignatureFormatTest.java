package io.quarkiverse.cloudfront.signer.runtime.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;

class SignatureFormatTest {

    @ParameterizedTest
    @CsvSource({ "8, 48, 6, true", "72, 48, 70, true", "7, 48, 5, false", "73, 48, 71, false", "70, 49, 68, false",
            "70, 48, 67, false", "0, 0, 0, false" })
    void ecdsaSignature_isADerSequenceOfItsLength(int length, byte type, byte contentLength, boolean matches) {
        byte[] signature = new byte[length];
        if (length > 0) {
            signature[0] = type;
            signature[1] = contentLength;
        }

        assertThat(SignatureFormat.matches(Algorithm.ECDSA_SHA256, signature)).isEqualTo(matches);
    }

    @Test
    void rsaSignature_has256Bytes() {
        for (Algorithm algorithm : new Algorithm[] { Algorithm.RSA_SHA1, Algorithm.RSA_SHA256 }) {
            assertThat(SignatureFormat.matches(algorithm, new byte[256])).isTrue();
            assertThat(SignatureFormat.matches(algorithm, new byte[255])).isFalse();
            assertThat(SignatureFormat.matches(algorithm, new byte[257])).isFalse();
        }
    }
}
