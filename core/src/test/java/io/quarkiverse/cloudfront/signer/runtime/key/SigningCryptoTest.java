package io.quarkiverse.cloudfront.signer.runtime.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;
import io.quarkiverse.cloudfront.signer.fixtures.LogCapture;
import io.quarkiverse.cloudfront.signer.runtime.corretto.AmazonCorrettoProvider;
import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastle;
import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastleLibrary;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * The Amazon Corretto Crypto Provider, and a provider that does not work on this platform.
 */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "the tests have its library for this platform")
class SigningCryptoTest {

    private static final String NAME = "AmazonCorrettoCryptoProvider";

    private static final Optional<BouncyCastle> BOUNCY_CASTLE = Optional.of(new BouncyCastleLibrary());

    private static KeyPair rsa;
    private static KeyPair ec;

    @BeforeAll
    static void makeKeys() {
        rsa = TestKeys.rsa2048();
        ec = TestKeys.p256();
    }

    private static final class Broken extends AmazonCorrettoProvider {

        @Override
        public Provider provider() throws GeneralSecurityException {
            throw new GeneralSecurityException("no library for this platform");
        }
    }

    private static SigningCrypto crypto(CryptoProvider choice) throws UnusableKeyException {
        return SigningCrypto.of(choice, Optional.of(new AmazonCorrettoProvider()), BOUNCY_CASTLE);
    }

    private static LocalKey load(KeyPair pair, HashAlgorithm hash, SigningCrypto crypto) throws UnusableKeyException {
        return LocalKeys.load("K1", TestKeys.pem(pair.getPrivate()).getBytes(StandardCharsets.US_ASCII), null, hash, crypto);
    }

    private static byte[] message(int number) {
        return ("policy " + number).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void provider_dependsOnChoiceAndKeyType() throws UnusableKeyException {
        assertThat(crypto(CryptoProvider.AUTO).provider().getName()).isEqualTo(NAME);
        assertThat(crypto(CryptoProvider.AUTO).deterministicP256()).isNotNull();
        assertThat(crypto(CryptoProvider.JDK).provider()).isNull();
        assertThat(crypto(CryptoProvider.JDK).deterministicP256()).isNotNull();
        assertThat(crypto(CryptoProvider.ACCP).provider().getName()).isEqualTo(NAME);
        assertThat(crypto(CryptoProvider.ACCP).deterministicP256()).isNull();
        assertThat(SigningCrypto.of(CryptoProvider.AUTO, Optional.empty(), BOUNCY_CASTLE).provider()).isNull();
        assertThat(Security.getProvider(NAME)).as("not registered with the platform").isNull();
    }

    @ParameterizedTest
    @EnumSource
    void rsaSignatures_equalThoseOfThePlatform(HashAlgorithm hash) throws UnusableKeyException {
        LocalKey platform = load(rsa, hash, TestKeys.CRYPTO);
        LocalKey corretto = load(rsa, hash, crypto(CryptoProvider.AUTO));

        for (int i = 0; i < 5; i++) {
            assertThat(corretto.signNow(message(i))).isEqualTo(platform.signNow(message(i)));
        }
        assertThat(corretto.algorithm()).isEqualTo(platform.algorithm());
        assertThat(corretto.publicKey()).isEqualTo(rsa.getPublic());
    }

    @Test
    void p256Signatures_verifyAndDiffer() throws UnusableKeyException {
        LocalKey corretto = load(ec, HashAlgorithm.SHA256, crypto(CryptoProvider.ACCP));
        byte[] first = corretto.signNow(message(1));
        byte[] second = corretto.signNow(message(1));

        assertThat(first).isNotEqualTo(second);
        for (byte[] signature : List.of(first, second)) {
            assertThat(SignatureFormat.matches(Algorithm.ECDSA_SHA256, signature)).isTrue();
            assertThat(new KeyProof(ec.getPublic()).verifies(Algorithm.ECDSA_SHA256, message(1), signature)).isTrue();
        }
        assertThat(corretto.publicKey()).isEqualTo(ec.getPublic());
    }

    /** More threads than pooled {@code Signature} objects. */
    @ParameterizedTest
    @EnumSource(names = { "JDK", "ACCP" })
    void manyThreads_signConcurrently(CryptoProvider choice) throws Exception {
        LocalKey key = load(rsa, HashAlgorithm.SHA256, crypto(choice));
        KeyProof proof = new KeyProof(rsa.getPublic());
        int threads = Runtime.getRuntime().availableProcessors() + 2;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<?>> results = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int first = thread * 100;
            results.add(pool.submit(() -> {
                for (int i = first; i < first + 20; i++) {
                    assertThat(proof.verifies(Algorithm.RSA_SHA256, message(i), key.signNow(message(i)))).isTrue();
                }
            }));
        }
        for (Future<?> result : results) {
            result.get(60, TimeUnit.SECONDS);
        }
        pool.shutdown();
    }

    @Test
    void p256Key_unsupportedByTheChosenProvider_isRejected() throws UnusableKeyException {
        Provider empty = new Provider("empty", "1", "has no algorithms") {

            private static final long serialVersionUID = 1L;
        };
        SigningCrypto crypto = SigningCrypto.of(CryptoProvider.ACCP, Optional.of(new AmazonCorrettoProvider() {

            @Override
            public Provider provider() {
                return empty;
            }
        }), BOUNCY_CASTLE);

        assertThatThrownBy(() -> load(ec, HashAlgorithm.SHA256, crypto)).isInstanceOf(UnusableKeyException.class)
                .hasMessage("cannot make ECDSA_SHA256 signatures with the configured provider; set crypto-provider to auto");
    }

    @Test
    void unusableProvider_isReportedOnceAndNotUsed() throws UnusableKeyException {
        try (LogCapture log = new LogCapture(AmazonCorrettoProvider.class)) {
            SigningCrypto crypto = SigningCrypto.of(CryptoProvider.AUTO, Optional.of(new Broken()), BOUNCY_CASTLE);
            assertThat(log.take()).isEmpty();
            load(ec, HashAlgorithm.SHA256, crypto);
            assertThat(log.take()).as("not required by a P-256 key").isEmpty();

            LocalKey key = load(rsa, HashAlgorithm.SHA256, crypto);
            load(rsa, HashAlgorithm.SHA1, crypto);
            assertThat(key.signNow(message(1)))
                    .isEqualTo(load(rsa, HashAlgorithm.SHA256, TestKeys.CRYPTO).signNow(message(1)));
            assertThat(log.take())
                    .containsExactly("WARN The Amazon Corretto Crypto Provider is on the class path, but cannot be used here "
                            + "(no library for this platform). RSA keys use the Java platform's provider, which takes about three "
                            + "times as long. Add the provider's jar for this platform, or remove the provider");
        }
    }

    @Test
    void missingProvider_whereItIsRequired_failsTheStart() {
        assertThatThrownBy(() -> SigningCrypto.of(CryptoProvider.ACCP, Optional.empty(), BOUNCY_CASTLE))
                .isInstanceOfSatisfying(UnusableKeyException.class,
                        e -> assertThat(e.property()).isEqualTo("crypto-provider"))
                .hasMessage("is accp, but the application does not have the Amazon Corretto Crypto Provider, or is a native "
                        + "executable, which cannot use it; add the dependency "
                        + "software.amazon.cryptools:AmazonCorrettoCryptoProvider with the classifier for this platform, such "
                        + "as linux-x86_64, or set crypto-provider to auto");
        assertThatThrownBy(() -> SigningCrypto.of(CryptoProvider.ACCP, Optional.of(new Broken()), BOUNCY_CASTLE))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessage("is accp, but the Amazon Corretto Crypto Provider cannot be used here (no library for this "
                        + "platform); add the dependency "
                        + "software.amazon.cryptools:AmazonCorrettoCryptoProvider with the classifier for this platform, such "
                        + "as linux-x86_64, or set crypto-provider to auto");
    }
}
