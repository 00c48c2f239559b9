package org.acme.archive;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.kms.KmsAsyncClient;

/**
 * The sample for AWS KMS. Its signatures are verified with the public key that it prints.
 */
@QuarkusTest
@QuarkusTestResource(LocalKms.class)
@TestProfile(KmsTest.WithoutToken.class)
class KmsTest {

    @Inject
    @SignerName("archive")
    KmsKey archiveKey;

    @Inject
    @SignerName("press")
    KmsKey pressKey;

    @Inject
    @SignerName("press")
    CloudFrontSigner press;

    @Inject
    KmsAsyncClient kms;

    @Inject
    Vertx vertx;

    @Test
    void method_withP256Key_signs() throws Exception {
        URI report = URI.create(given().get("/reports/2026").then().statusCode(200).extract().as(String.class));

        assertThat(report.toString()).startsWith("https://archive.example.com/2026/report.pdf?Policy=")
                .endsWith("&Key-Pair-Id=K2ARCHIVE&Hash-Algorithm=SHA256");
        assertThat(Viewers.request(report, "K2ARCHIVE", publicKey(archiveKey, "EC"))).isInstanceOf(Verdict.Allowed.class);
        assertThat(Viewers.request(report, "K2ARCHIVE", publicKey(pressKey, "RSA"))).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void signer_withRsaKey_signs() throws Exception {
        URI picture = URI.create(press.sign("/pictures/opening.jpg"));

        assertThat(picture.toString()).endsWith("&Key-Pair-Id=K2PRESS&Hash-Algorithm=SHA256");
        assertThat(Viewers.request(picture, "K2PRESS", publicKey(pressKey, "RSA"))).isInstanceOf(Verdict.Allowed.class);
    }

    /** KMS refuses messages of more than 4,096 bytes. */
    @Test
    void longPolicy_isSigned() throws Exception {
        URI picture = URI.create(press.sign("/pictures/opening.jpg?caption=" + "x".repeat(5000)));

        assertThat(Viewers.request(picture, "K2PRESS", publicKey(pressKey, "RSA"))).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void keyThatKmsRejects_failsTheSignature() {
        KmsKey unknown = new KmsKey("K2PRESS", Algorithm.RSA_SHA256, "alias/elsewhere", kms);
        KmsKey other = new KmsKey("K2PRESS", Algorithm.RSA_SHA256, archiveKey.keyId(), kms);
        KmsKey sha1 = new KmsKey("K2PRESS", Algorithm.RSA_SHA1, pressKey.keyId(), kms);

        assertThatThrownBy(() -> sign(unknown)).hasMessageContaining("Alias alias/elsewhere is not found.");
        assertThatThrownBy(() -> sign(other)).hasMessageContaining("not an algorithm of this key");
        assertThatThrownBy(() -> sign(sha1)).hasMessageContaining("KMS does not sign with SHA-1");
    }

    /** Instance and container credentials come over HTTP, and the SDK blocks the caller's thread while it waits for them. */
    @Test
    void slowCredentials_doNotBlockTheEventLoop() throws Exception {
        CompletableFuture<Boolean> onEventLoop = new CompletableFuture<>();
        CountDownLatch credentials = new CountDownLatch(1);
        try (KmsAsyncClient slow = KmsAsyncClient.builder().credentialsProvider(() -> {
            onEventLoop.complete(Context.isOnEventLoopThread());
            await(credentials);
            return AwsBasicCredentials.create("AKIDEXAMPLE", "secret");
        }).build()) {
            KmsKey key = new KmsKey("K2PRESS", Algorithm.RSA_SHA256, pressKey.keyId(), slow);
            CompletableFuture<byte[]> signature = new CompletableFuture<>();

            vertx.runOnContext(now -> key.sign(new byte[8]).subscribe()
                    .with(signature::complete, signature::completeExceptionally));

            assertThat(onEventLoop.get(60, TimeUnit.SECONDS)).isFalse();
            assertThat(signature).isNotDone();
            credentials.countDown();
            assertThat(signature.get(60, TimeUnit.SECONDS)).hasSize(256);
        }
    }

    @Test
    void blockingCallOnTheEventLoop_isRejected() throws Exception {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        vertx.runOnContext(now -> {
            try {
                press.sign("/pictures/opening.jpg");
            } catch (RuntimeException e) {
                failure.complete(e);
            }
        });

        assertThat(failure.get(60, TimeUnit.SECONDS)).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageContaining("has a remote key, for which the event loop must not wait");
    }

    /** The application's other keys are replaced here, so that AWS KMS is tested without SoftHSM. */
    public static class WithoutToken implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                String key = Base64.getEncoder().encodeToString(LocalKms.generate("EC", 256).getPrivate().getEncoded());
                return Map.of("quarkus.arc.exclude-types", "org.acme.archive.Pkcs11Keys,org.acme.archive.Pkcs11Token",
                        "quarkus.cloudfront-signer.\"masters\".key-pair-id", "K2MASTERS",
                        "quarkus.cloudfront-signer.\"masters\".private-key", key,
                        "quarkus.cloudfront-signer.\"stills\".key-pair-id", "K2STILLS",
                        "quarkus.cloudfront-signer.\"stills\".private-key", key);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static byte[] sign(KmsKey key) {
        return key.sign(new byte[8]).await().indefinitely();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static PublicKey publicKey(KmsKey key, String algorithm) throws Exception {
        String pem = key.publicKeyPem().await().indefinitely();
        assertThat(pem).startsWith("-----BEGIN PUBLIC KEY-----\n").endsWith("\n-----END PUBLIC KEY-----\n");
        assertThat(pem.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(64));
        String base64 = pem.lines().filter(line -> !line.startsWith("-----")).reduce("", String::concat);
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }
}
