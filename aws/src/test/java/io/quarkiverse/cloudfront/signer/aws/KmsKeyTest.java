package io.quarkiverse.cloudfront.signer.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.util.List;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.Verifier;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;
import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;
import io.quarkiverse.cloudfront.signer.fixtures.LoopbackServer;
import io.quarkiverse.cloudfront.signer.plain.SignerBuilder;
import io.quarkiverse.cloudfront.signer.programs.Moto;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/**
 * Keys in moto's KMS. The edge verifies their signatures with the public keys that it returns.
 */
@NeedsProgram(Program.MOTO)
class KmsKeyTest {

    private static Moto moto;
    private static KmsClient kms;
    private static String p256;
    private static String rsa;

    @BeforeAll
    static void start() {
        moto = Moto.start();
        kms = TestKms.client(moto.endpoint());
        p256 = TestKms.createKey(kms, KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY);
        rsa = TestKms.createKey(kms, KeySpec.RSA_2048, KeyUsageType.SIGN_VERIFY);
        TestKms.createAlias(kms, "alias/media", p256);
        TestKms.createAlias(kms, "alias/team/press_1", rsa);
    }

    @AfterAll
    static void stop() {
        if (moto != null) {
            kms.close();
            moto.close();
        }
    }

    private static Verdict request(String url, PublicKey key) {
        URI uri = URI.create(url);
        return new Verifier(Clock.systemUTC()).verify(new ViewerRequest(uri.getScheme(), uri.getRawAuthority(),
                uri.getRawPath() + "?" + uri.getRawQuery(), List.of(), "203.0.113.1"), KeyGroup.of("trusted", "K2MEDIA", key));
    }

    private static CloudFrontSigner signer(KmsKey key) {
        return SignerBuilder.of("https://media.example.com").signingKey(key).build();
    }

    @Test
    void p256Key_signsForTheEdge() {
        KmsKey key = KmsKey.of("K2MEDIA", "alias/media", kms);
        String url = signer(key).sign("/albums/7/summit.jpg");

        assertThat(key.algorithm()).isEqualTo(Algorithm.ECDSA_SHA256);
        assertThat(url).endsWith("&Key-Pair-Id=K2MEDIA&Hash-Algorithm=SHA256");
        assertThat(request(url, key.publicKey())).isInstanceOf(Verdict.Allowed.class);
        assertThat(request(url, KmsKey.of("K2MEDIA", rsa, kms).publicKey())).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void rsaKey_signsForTheEdge() {
        KmsKey key = KmsKey.of("K2MEDIA", "alias/team/press_1", kms);
        String url = signer(key).sign("/albums/7/summit.jpg");

        assertThat(key.algorithm()).isEqualTo(Algorithm.RSA_SHA256);
        assertThat(url).endsWith("&Key-Pair-Id=K2MEDIA&Hash-Algorithm=SHA256");
        assertThat(request(url, key.publicKey())).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void key_isFoundByIdArnAndAlias() {
        String id = p256.substring(p256.lastIndexOf('/') + 1);
        String aliasArn = p256.replaceFirst("key/.*", "alias/media");
        PublicKey expected = KmsKey.of("K2MEDIA", "alias/media", kms).publicKey();

        assertThat(List.of(id, p256, aliasArn)).allSatisfy(
                key -> assertThat(KmsKey.of("K2MEDIA", key, kms).publicKey()).isEqualTo(expected));
    }

    /** The key pair ID would belong to another public key. */
    @Test
    void aliasThatMoves_doesNotChangeTheKey() {
        TestKms.createAlias(kms, "alias/moving", p256);
        KmsKey key = KmsKey.of("K2MEDIA", "alias/moving", kms);
        kms.updateAlias(request -> request.aliasName("alias/moving").targetKeyId(rsa));

        assertThat(request(signer(key).sign("/summit.jpg"), key.publicKey())).isInstanceOf(Verdict.Allowed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "media", "alias/", "alias/a b", "key/1", "arn:aws:s3:::bucket", "aws-kms:alias/media",
            "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg" })
    void textThatIsNotAKey_isRefusedWithoutQuotingIt(String text) {
        assertRefused(() -> KmsKey.of("K2MEDIA", text, kms), "the key in AWS KMS does not name a key in AWS KMS. Use its ID, "
                + "its ARN, or an alias such as alias/media");
    }

    @ParameterizedTest
    @ValueSource(strings = { "1234abcd-12ab-34cd-56ef-1234567890ab", "mrk-1234abcd12ab34cd56ef1234567890ab",
            "arn:aws-cn:kms:cn-north-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
            "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
            "arn:aws-us-gov:kms:us-gov-west-1:111122223333:alias/elsewhere" })
    void nameOfAKey_isLookedUpInKms(String name) {
        assertThatThrownBy(() -> KmsKey.of("K2MEDIA", name, kms)).hasMessageContaining("AWS KMS refused GetPublicKey");
    }

    @Test
    void unknownAlias_isReportedWithTheReasonOfKms() {
        assertRefused(() -> KmsKey.of("K2MEDIA", "alias/elsewhere", kms), "the key in AWS KMS names a KMS key that cannot be "
                + "used: AWS KMS refused GetPublicKey with status 400: NotFoundException (Alias "
                + "arn:aws:kms:eu-central-1:123456789012:alias/elsewhere is not found.). Check the key, the region, "
                + "and the permissions kms:GetPublicKey and kms:Sign");
    }

    @ParameterizedTest
    @ValueSource(strings = { "ECC_NIST_P384", "ECC_SECG_P256_K1", "RSA_3072" })
    void keyOfAnotherSpec_isRefused(String spec) {
        String key = TestKms.createKey(kms, KeySpec.valueOf(spec), KeyUsageType.SIGN_VERIFY);

        assertRefused(() -> KmsKey.of("K2MEDIA", key, kms), "the key in AWS KMS names a KMS key with the spec "
                + KeySpec.valueOf(spec)
                + ", whose signatures CloudFront does not accept. Create one with the usage SIGN_VERIFY "
                + "and the spec ECC_NIST_P256 or RSA_2048");
    }

    @Test
    void keyForEncryption_isRefused() {
        String key = TestKms.createKey(kms, KeySpec.RSA_2048, KeyUsageType.ENCRYPT_DECRYPT);

        assertRefused(() -> KmsKey.of("K2MEDIA", key, kms), "the key in AWS KMS names a KMS key with the usage "
                + "ENCRYPT_DECRYPT. Create one with the usage SIGN_VERIFY and the spec ECC_NIST_P256 or RSA_2048");
    }

    @Test
    void refusalByAProxy_isReportedWithItsStatus() {
        try (LoopbackServer proxy = new LoopbackServer("proxy", exchange -> {
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        }); KmsClient client = TestKms.client(proxy.endpoint())) {
            assertRefused(() -> KmsKey.of("K2MEDIA", "alias/media", client), "the key in AWS KMS names a KMS key that cannot "
                    + "be used: AWS KMS refused GetPublicKey with status 403. Check the key, the region, and the permissions "
                    + "kms:GetPublicKey and kms:Sign");
        }
    }

    @Test
    void serviceThatCannotBeReached_isReported() throws Exception {
        Moto stopped = Moto.start();
        stopped.close();
        try (KmsClient client = TestKms.client(stopped.endpoint())) {
            assertThatThrownBy(() -> KmsKey.of("K2MEDIA", "alias/media", client)).hasMessageMatching(
                    "the key in AWS KMS names a KMS key that cannot be used: GetPublicKey failed before AWS KMS answered "
                            + "\\(.*Connection refused.*\\)\\. Check the region, the credentials, and the network");
        }
    }

    /** The client repeats them. */
    @Test
    void throttledCalls_succeed() throws Exception {
        try (ThrottlingProxy proxy = new ThrottlingProxy(moto.endpoint());
                KmsClient client = TestKms.client(proxy.endpoint())) {
            KmsKey key = KmsKey.of("K2MEDIA", "alias/media", client);
            proxy.throttle(2);

            assertThat(request(signer(key).sign("/summit.jpg"), key.publicKey())).isInstanceOf(Verdict.Allowed.class);
            assertThat(proxy.throttled()).isEqualTo(2);
        }
    }

    @Test
    void callsThatStayThrottled_failTheSignatureWithTheReasonOfKms() throws Exception {
        try (ThrottlingProxy proxy = new ThrottlingProxy(moto.endpoint());
                KmsClient client = TestKms.client(proxy.endpoint())) {
            CloudFrontSigner signer = signer(KmsKey.of("K2MEDIA", "alias/media", client));
            proxy.throttle(100);

            assertThatThrownBy(() -> signer.sign("/summit.jpg")).isInstanceOfSatisfying(CloudFrontSignerException.class,
                    e -> assertThat(e.reason()).isEqualTo(Reason.KEY_UNAVAILABLE)).cause()
                    .hasMessageContaining("Rate exceeded");
        }
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(CloudFrontSignerException.class,
                e -> assertThat(e.reason()).isEqualTo(Reason.NOT_CONFIGURED)).hasMessage(message);
    }
}
