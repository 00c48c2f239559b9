package io.quarkiverse.cloudfront.signer.runtime.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.plain.SignerBuilder;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.PublicKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.smallrye.mutiny.Uni;

/**
 * Keys that answer late, incorrectly, or not at all.
 */
class RemoteSignatureTest {

    private static final byte[] POLICY = "a policy".getBytes(StandardCharsets.UTF_8);

    private static KeyPair rsa;
    private static KeyPair ec;

    @TempDir
    Path directory;

    @BeforeAll
    static void makeKeys() {
        rsa = TestKeys.rsa2048();
        ec = TestKeys.p256();
    }

    private static final class Key implements SigningKey {

        private final Algorithm algorithm;
        private final Function<byte[], Uni<byte[]>> answer;
        private int calls;
        private String keyPairId = "K1";

        Key(Algorithm algorithm, Function<byte[], Uni<byte[]>> answer) {
            this.algorithm = algorithm;
            this.answer = answer;
        }

        @Override
        public String keyPairId() {
            return keyPairId;
        }

        @Override
        public Algorithm algorithm() {
            return algorithm;
        }

        @Override
        public Uni<byte[]> sign(byte[] policy) {
            calls++;
            return answer.apply(policy);
        }
    }

    private static LocalKey local(SigningKey.Algorithm algorithm) {
        return switch (algorithm) {
            case RSA_SHA1 -> TestKeys.load(rsa.getPrivate(), HashAlgorithm.SHA1);
            case RSA_SHA256 -> TestKeys.load(rsa.getPrivate(), HashAlgorithm.SHA256);
            case ECDSA_SHA256 -> TestKeys.load(ec.getPrivate(), HashAlgorithm.SHA256);
        };
    }

    private static Key key(SigningKey.Algorithm algorithm) {
        return new Key(algorithm, local(algorithm)::sign);
    }

    private static Key answering(SigningKey.Algorithm algorithm, byte[] answer) {
        return new Key(algorithm, policy -> Uni.createFrom().item(answer));
    }

    private Optional<String> location(KeyPair pair) throws Exception {
        return Optional.of(Files.writeString(directory.resolve("public-key.pem"), PublicKeys.pem(pair.getPublic())).toString());
    }

    private static RemoteKey remote(Key key) {
        return new RemoteKey(key, null, Duration.ofSeconds(10));
    }

    private static void assertRefused(RemoteKey key, Reason reason, String message) {
        assertThatThrownBy(() -> key.sign(POLICY).await().indefinitely())
                .hasFieldOrPropertyWithValue("reason", reason).hasMessage(message);
    }

    @Test
    void keyWithoutPublicKey_isNotProvedAtStart() throws UnusableKeyException {
        Key key = key(SigningKey.Algorithm.RSA_SHA256);

        RemoteKey remote = RemoteKey.of(key, Optional.empty());

        assertThat(key.calls).isZero();
        assertThat(remote.sign(POLICY).await().indefinitely()).isEqualTo(local(key.algorithm).signNow(POLICY));
    }

    @ParameterizedTest
    @EnumSource
    void eachAlgorithm_isProvedAtStartAndSigns(SigningKey.Algorithm algorithm) throws Exception {
        Key key = key(algorithm);
        RemoteKey remote = RemoteKey.of(key, location(algorithm == SigningKey.Algorithm.ECDSA_SHA256 ? ec : rsa));
        assertThat(key.calls).isOne();

        assertThat(remote.sign(POLICY).await().indefinitely()).isEqualTo(local(algorithm).signNow(POLICY));
    }

    @Test
    void publicKeyOfAnotherPair_failsTheStart() throws Exception {
        Optional<String> other = location(TestKeys.p256());

        assertThatThrownBy(() -> RemoteKey.of(key(SigningKey.Algorithm.ECDSA_SHA256), other))
                .isInstanceOfSatisfying(UnusableKeyException.class, e -> assertThat(e.property())
                        .isEqualTo("public-key-location"))
                .hasMessage(
                        "requires a trial signature, which failed: the SigningKey of key pair K1 returned a signature that "
                                + "its public key does not verify. Sign with the private key that "
                                + "belongs to this public key");
        assertThatThrownBy(() -> RemoteKey.of(key(SigningKey.Algorithm.RSA_SHA256), other))
                .hasMessageStartingWith("requires a trial signature, which failed");
    }

    @Test
    void keyThatFailsItsProof_failsTheStart() throws Exception {
        Optional<String> location = location(ec);

        assertThatThrownBy(() -> RemoteKey.of(new Key(SigningKey.Algorithm.ECDSA_SHA256,
                policy -> Uni.createFrom().failure(new IllegalStateException("no network"))), location))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessage("requires a trial signature, which failed: the SigningKey of key pair K1 did not return a "
                        + "signature");
    }

    @Test
    void wrongSignature_withKnownPublicKey_isRejected() throws Exception {
        byte[] garbage = local(SigningKey.Algorithm.ECDSA_SHA256).signNow("another message".getBytes());
        Key key = new Key(SigningKey.Algorithm.ECDSA_SHA256, message -> Uni.createFrom().item(
                message.length == POLICY.length ? garbage : local(SigningKey.Algorithm.ECDSA_SHA256).signNow(message)));
        RemoteKey remote = RemoteKey.of(key, location(ec));

        assertRefused(remote, Reason.SIGNATURE_NOT_VERIFIED,
                "the SigningKey of key pair K1 returned a signature that its public key does not verify. "
                        + "Sign with the private key that belongs to this public key");
    }

    @Test
    void signatureOfAnotherLength_isRejected() {
        String rsaMessage = "the SigningKey of key pair K1 returned %s bytes that are not a signature for RSA_SHA256: "
                + "sign with PKCS#1 v1.5 and a 2048-bit key, which produces 256 bytes";
        assertRefused(remote(answering(SigningKey.Algorithm.RSA_SHA256, new byte[0])), Reason.MALFORMED_SIGNATURE,
                rsaMessage.formatted(0));
        assertRefused(remote(answering(SigningKey.Algorithm.RSA_SHA256, new byte[384])), Reason.MALFORMED_SIGNATURE,
                rsaMessage.formatted(384));

        String ecMessage = "the SigningKey of key pair K1 returned %s bytes that are not a signature for ECDSA_SHA256: "
                + "encode ECDSA signatures as DER";
        assertRefused(remote(answering(SigningKey.Algorithm.ECDSA_SHA256, new byte[64])), Reason.MALFORMED_SIGNATURE,
                ecMessage.formatted(64));
        byte[] cut = new byte[70];
        cut[0] = 0x30;
        cut[1] = 69;
        assertRefused(remote(answering(SigningKey.Algorithm.ECDSA_SHA256, cut)), Reason.MALFORMED_SIGNATURE,
                ecMessage.formatted(70));
    }

    @Test
    void missingAnswer_isReported() {
        String message = "the SigningKey of key pair K1 did not return a signature";
        assertRefused(remote(answering(SigningKey.Algorithm.RSA_SHA256, null)), Reason.KEY_UNAVAILABLE, message);
        assertRefused(remote(new Key(SigningKey.Algorithm.RSA_SHA256, policy -> null)), Reason.KEY_UNAVAILABLE, message);
        assertRefused(remote(new Key(SigningKey.Algorithm.RSA_SHA256, policy -> {
            throw new IllegalStateException("no network");
        })), Reason.KEY_UNAVAILABLE, message);
        assertRefused(new RemoteKey(new Key(SigningKey.Algorithm.RSA_SHA256, policy -> Uni.createFrom().nothing()), null,
                Duration.ofMillis(1)), Reason.KEY_TIMEOUT, message + " within 0 seconds");
    }

    @Test
    @Tag("nightly")
    void keyThatNeverAnswers_failsTheCallInTime() {
        CloudFrontSigner signer = SignerBuilder.of("https://media.example.com")
                .signingKey(new Key(SigningKey.Algorithm.RSA_SHA256, policy -> Uni.createFrom().nothing())).build();

        assertThatThrownBy(() -> signer.sign("/a.jpg")).isInstanceOf(CloudFrontSignerException.class).hasMessageEndingWith(
                "the SigningKey of key pair K1 did not return a signature within 10 seconds");
    }

    @Test
    void signingKeyThatChangesThePolicy_changesOnlyACopy() {
        Key key = new Key(SigningKey.Algorithm.RSA_SHA256, policy -> {
            policy[0] = 'X';
            return Uni.createFrom().item(new byte[256]);
        });
        byte[] policy = POLICY.clone();
        remote(key).sign(policy).await().indefinitely();
        assertThat(policy).isEqualTo(POLICY);
    }

    @Test
    void keyPairId_isReadOnce() {
        Key key = key(SigningKey.Algorithm.RSA_SHA256);
        RemoteKey remote = remote(key);
        key.keyPairId = "K2";

        assertThat(remote.keyPairId()).isEqualTo("K1");
    }
}
