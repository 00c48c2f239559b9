package org.acme.archive;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * The configuration for AWS KMS. Signatures are verified with the public keys of KMS.
 */
@QuarkusTest
@QuarkusTestResource(MotoKms.class)
@TestProfile(WithoutToken.class)
@NeedsProgram(Program.MOTO)
class KmsTest {

    @Inject
    @SignerName("press")
    CloudFrontSigner press;

    @Inject
    Vertx vertx;

    @Test
    void method_withP256Key_signs() throws Exception {
        URI report = URI.create(given().get("/reports/2026").then().statusCode(200).extract().as(String.class));

        assertThat(report.toString()).startsWith("https://archive.example.com/2026/report.pdf?Policy=")
                .endsWith("&Key-Pair-Id=K2ARCHIVE&Hash-Algorithm=SHA256");
        assertThat(Viewers.request(report, "K2ARCHIVE", publicKey("archive", "EC"))).isInstanceOf(Verdict.Allowed.class);
        assertThat(Viewers.request(report, "K2ARCHIVE", publicKey("press", "RSA"))).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void signer_withRsaKey_signs() throws Exception {
        URI picture = URI.create(press.sign("/pictures/opening.jpg"));

        assertThat(picture.toString()).endsWith("&Key-Pair-Id=K2PRESS&Hash-Algorithm=SHA256");
        assertThat(Viewers.request(picture, "K2PRESS", publicKey("press", "RSA"))).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void eventLoop_signsWithoutWaiting() throws Exception {
        URI picture = URI.create("https://press.example.com/pictures/closing.jpg");
        CompletableFuture<URI> signed = new CompletableFuture<>();
        vertx.runOnContext(now -> press.signAsync(press.policy(picture.getPath()).build()).map(policy -> policy.url(picture))
                .subscribe().with(signed::complete, signed::completeExceptionally));

        assertThat(Viewers.request(signed.get(60, TimeUnit.SECONDS), "K2PRESS", publicKey("press", "RSA")))
                .isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void blockingCallOnTheEventLoop_isRejected() throws Exception {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        vertx.runOnContext(now -> {
            assertThat(Context.isOnEventLoopThread()).isTrue();
            try {
                press.sign("/pictures/opening.jpg");
            } catch (RuntimeException e) {
                failure.complete(e);
            }
        });

        assertThat(failure.get(60, TimeUnit.SECONDS)).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageContaining("has a remote key, for which the event loop must not wait");
    }

    private static PublicKey publicKey(String name, String algorithm) throws Exception {
        try (KmsClient kms = KmsClient.create()) {
            byte[] key = kms.getPublicKey(request -> request.keyId("alias/cloudfront-" + name)).publicKey().asByteArray();
            return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(key));
        }
    }
}
