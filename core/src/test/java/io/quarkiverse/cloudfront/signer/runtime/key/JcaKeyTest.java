package io.quarkiverse.cloudfront.signer.runtime.key;

import static io.quarkiverse.cloudfront.signer.runtime.key.TestKeys.KEY_PAIR_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.SignatureException;
import java.security.SignatureSpi;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * A platform that forbids SHA-1 signatures, simulated by a JCA provider that takes precedence over the JDK's own. Some
 * platforms refuse when a signature is started, others when it is made.
 */
class JcaKeyTest {

    private final KeyPair keyPair = TestKeys.rsa2048();

    @AfterEach
    void removeProvider() {
        Security.removeProvider("no-sha1");
    }

    @Test
    void sha1ForbiddenForSigning_failsWhenTheKeyIsLoaded() {
        Security.insertProviderAt(new ForbiddenSha1(RefusesToSign.class), 1);

        assertThatThrownBy(() -> load(HashAlgorithm.SHA1)).isInstanceOf(UnusableKeyException.class)
                .hasMessage(
                        "cannot sign with RSA_SHA1; this platform may forbid SHA-1 signatures: set hash-algorithm to SHA256");
    }

    @Test
    void sha256_whereSha1IsForbidden_signs() throws UnusableKeyException {
        Security.insertProviderAt(new ForbiddenSha1(RefusesToSign.class), 1);

        assertThat(load(HashAlgorithm.SHA256).signNow(new byte[0])).hasSize(256);
    }

    private LocalKey load(HashAlgorithm hash) throws UnusableKeyException {
        return LocalKeys.load(KEY_PAIR_ID, TestKeys.pem(keyPair.getPrivate()).getBytes(StandardCharsets.US_ASCII), null, hash,
                TestKeys.CRYPTO);
    }

    private static final class ForbiddenSha1 extends Provider {

        private static final long serialVersionUID = 1L;

        ForbiddenSha1(Class<? extends SignatureSpi> signature) {
            super("no-sha1", "1", "forbids SHA-1 signatures");
            put("Signature.SHA1withRSA", signature.getName());
        }
    }

    public static final class RefusesToSign extends SignatureSpi {

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            throw new InvalidKeyException("not for verifying");
        }

        @Override
        protected void engineInitSign(PrivateKey key) {
        }

        @Override
        protected void engineUpdate(byte b) {
        }

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) {
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            throw new SignatureException("SHA-1 is forbidden");
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return false;
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            return null;
        }
    }
}
