package io.quarkiverse.cloudfront.signer.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.fixtures.TestSignatures;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * Retries, timeouts, and bulkheads of the application on its own bean. They already apply to the trial signature at
 * start.
 */
@Tag("nightly")
class FaultToleranceTest {

    private static final KeyPair PAIR = NewKey.p256Pair();

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Flaky.class, Slow.class, Busy.class))
            .overrideConfigKey("test.key", Base64.getEncoder().encodeToString(PAIR.getPrivate().getEncoded()))
            .overrideConfigKey("quarkus.cloudfront-signer.url", "https://media.example")
            .overrideConfigKey("quarkus.cloudfront-signer.public-key-location", publicKey())
            .overrideConfigKey("quarkus.cloudfront-signer.\"slow\".url", "https://slow.example")
            .overrideConfigKey("quarkus.cloudfront-signer.\"busy\".url", "https://busy.example");

    @Inject
    CloudFrontSigner flaky;

    @SignerName("slow")
    CloudFrontSigner slow;

    @SignerName("busy")
    CloudFrontSigner busy;

    @Inject
    Flaky flakyKey;

    @Inject
    @SignerName("busy")
    Busy busyKey;

    private static String publicKey() {
        try {
            Path file = Files.createTempFile("public-key", ".der");
            return Files.write(file, PAIR.getPublic().getEncoded()).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void failedSignature_isRetried() {
        assertThat(flakyKey.calls()).as("at start").isEqualTo(3);

        assertThat(flaky.sign("/a.txt").toString()).startsWith("https://media.example/a.txt?Expires=");
        assertThat(flakyKey.calls()).isEqualTo(6);
    }

    @Test
    void timeout_isAppliedBeforeThatOfTheSigner() {
        assertThatThrownBy(() -> slow.sign("/a.txt")).isInstanceOf(CloudFrontSignerException.class)
                .hasMessage("The signer \"slow\": the SigningKey of key pair KSLOW did not return a signature")
                .hasCauseInstanceOf(TimeoutException.class);
    }

    /** Each policy needs a call, but a burst of policies must not become a burst of calls. */
    @Test
    void bulkhead_boundsTheCallsOfABurst() throws InterruptedException {
        CountDownLatch refused = new CountDownLatch(5);
        List<CompletableFuture<SignedPolicy>> burst = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            CompletableFuture<SignedPolicy> signed = busy.signAsync(busy.policy("/" + i + ".txt").build())
                    .subscribeAsCompletionStage();
            signed.exceptionally(failure -> {
                refused.countDown();
                return null;
            });
            burst.add(signed);
        }

        assertThat(refused.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(busyKey.calls()).isEqualTo(2);
        busyKey.answer();
        int signed = 0;
        for (CompletableFuture<SignedPolicy> one : burst) {
            try {
                one.orTimeout(60, TimeUnit.SECONDS).join();
                signed++;
            } catch (CompletionException e) {
                assertThat(e).hasCauseInstanceOf(CloudFrontSignerException.class)
                        .hasMessageContaining("The signer \"busy\": the SigningKey of key pair KBUSY did not return a "
                                + "signature")
                        .hasRootCauseInstanceOf(BulkheadException.class);
            }
        }
        assertThat(signed).isEqualTo(5);
        assertThat(busyKey.calls()).isEqualTo(5);
    }

    @ApplicationScoped
    @SignerName("busy")
    public static class Busy implements SigningKey {

        private final AtomicInteger calls = new AtomicInteger();
        private final CompletableFuture<byte[]> answer = new CompletableFuture<>();

        int calls() {
            return calls.get();
        }

        void answer() {
            answer.complete(TestSignatures.ecdsa());
        }

        @Override
        public String keyPairId() {
            return "KBUSY";
        }

        @Override
        public Algorithm algorithm() {
            return Algorithm.ECDSA_SHA256;
        }

        @Override
        @Bulkhead(value = 2, waitingTaskQueue = 3)
        public Uni<byte[]> sign(byte[] policy) {
            calls.incrementAndGet();
            return Uni.createFrom().completionStage(answer);
        }
    }

    @ApplicationScoped
    public static class Flaky implements SigningKey {

        private final PrivateKey key;
        private volatile int calls;

        Flaky(@ConfigProperty(name = "test.key") String key) throws GeneralSecurityException {
            this.key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key)));
        }

        int calls() {
            return calls;
        }

        @Override
        public String keyPairId() {
            return "KFLAKY";
        }

        @Override
        public Algorithm algorithm() {
            return Algorithm.ECDSA_SHA256;
        }

        @Override
        @Retry(maxRetries = 2, delay = 10)
        public Uni<byte[]> sign(byte[] policy) {
            return Uni.createFrom().item(() -> {
                if (++calls % 3 != 0) {
                    throw new IllegalStateException("no network");
                }
                try {
                    Signature signature = Signature.getInstance("SHA256withECDSA");
                    signature.initSign(key);
                    signature.update(policy);
                    return signature.sign();
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    @ApplicationScoped
    @SignerName("slow")
    public static class Slow implements SigningKey {

        @Override
        public String keyPairId() {
            return "KSLOW";
        }

        @Override
        public Algorithm algorithm() {
            return Algorithm.RSA_SHA256;
        }

        @Override
        @Timeout(value = 100, unit = ChronoUnit.MILLIS)
        public Uni<byte[]> sign(byte[] policy) {
            return Uni.createFrom().nothing();
        }
    }
}
