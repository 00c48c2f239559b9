package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;

class RsaNumbersTest {

    private final RSAPrivateCrtKey key = (RSAPrivateCrtKey) TestKeys.rsa2048().getPrivate();

    @Test
    void generatedKey_isAccepted() {
        assertThatCode(() -> RsaNumbers.check(key)).doesNotThrowAnyException();
    }

    /**
     * The numbers from which a signature is computed. The private exponent is not one of them: it is only needed if the primes
     * are unknown.
     */
    @ParameterizedTest
    @ValueSource(strings = { "modulus", "public exponent", "p", "q", "exponent p", "exponent q", "coefficient" })
    void keyWithOneChangedNumber_isRejected(String changed) throws GeneralSecurityException {
        RSAPrivateCrtKey damaged = (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(new RSAPrivateCrtKeySpec(
                number("modulus", changed, key.getModulus()),
                number("public exponent", changed, key.getPublicExponent()),
                key.getPrivateExponent(),
                number("p", changed, key.getPrimeP()),
                number("q", changed, key.getPrimeQ()),
                number("exponent p", changed, key.getPrimeExponentP()),
                number("exponent q", changed, key.getPrimeExponentQ()),
                number("coefficient", changed, key.getCrtCoefficient())));

        assertThatThrownBy(() -> RsaNumbers.check(damaged)).isInstanceOf(InvalidKeyException.class)
                .hasMessage("The numbers of the RSA key do not match each other");
    }

    private static BigInteger number(String name, String changed, BigInteger value) {
        return name.equals(changed) ? value.flipBit(3) : value;
    }
}
