package io.quarkiverse.cloudfront.signer.runtime.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.fixtures.Race;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.ActiveKey;

class SignatureCacheTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final CacheKey TERMS = CacheKey.canned(
            new ActiveKey(TestKeys.load(TestKeys.p256().getPrivate(), HashAlgorithm.SHA256), NOW),
            "https://media.example.com/a.jpg", NOW.plusSeconds(900), "");

    private static SignatureCache<String> signatures() {
        return new SignatureCache<>(10, () -> NOW);
    }

    @Test
    void signatureUnderWay_isShared() {
        SignatureCache<String> signatures = signatures();
        CompletableFuture<String> first = new CompletableFuture<>();
        assertThat(signatures.begin(TERMS, first)).isNull();

        assertThat(signatures.begin(TERMS, new CompletableFuture<>())).isSameAs(first);
    }

    /** A caller that looked up the signature just before it was made starts another one just after. */
    @Test
    void signatureMadeMeanwhile_isNotMadeAgain() {
        SignatureCache<String> signatures = signatures();
        CompletableFuture<String> first = new CompletableFuture<>();
        signatures.begin(TERMS, first);
        signatures.keep(TERMS, first, "signature");

        for (int i = 0; i < 2; i++) {
            CompletableFuture<String> late = new CompletableFuture<>();
            assertThat(signatures.begin(TERMS, late)).isSameAs(late);
            assertThat(late).isCompletedWithValue("signature");
        }
    }

    /** The clock is asked while the signature is put into the cache. */
    @Test
    void signatureThatIsKept_isFoundAtEachInstant() {
        AtomicReference<SignatureCache<String>> signatures = new AtomicReference<>();
        AtomicBoolean kept = new AtomicBoolean();
        List<CompletableFuture<String>> meanwhile = new ArrayList<>();
        signatures.set(new SignatureCache<>(10, () -> {
            if (kept.getAndSet(false)) {
                meanwhile.add(signatures.get().begin(TERMS, new CompletableFuture<>()));
            }
            return NOW;
        }));
        CompletableFuture<String> first = new CompletableFuture<>();
        signatures.get().begin(TERMS, first);

        kept.set(true);
        signatures.get().keep(TERMS, first, "signature");

        assertThat(meanwhile).containsExactly(first);
    }

    /** The first signatures of two threads make the cache. */
    @Test
    void signaturesOfSeveralThreads_areKeptInOneCache() {
        CacheKey other = CacheKey.canned(TERMS.key(), "https://media.example.com/b.jpg", NOW.plusSeconds(900), "");
        List<SignatureCache<String>> caches = Stream.generate(SignatureCacheTest::signatures).limit(2_000).toList();

        Race.run(round -> caches.get(round % 2_000).keep(TERMS, new CompletableFuture<>(), "a"),
                round -> caches.get(round % 2_000).keep(other, new CompletableFuture<>(), "b"),
                round -> assertThat(caches.get(round % 2_000).status().size()).isEqualTo(2));
    }

    @Test
    void callersAtTheSameTime_beginOneSignature() {
        SignatureCache<String> signatures = new SignatureCache<>(0, () -> NOW);
        CompletableFuture<String> one = new CompletableFuture<>();
        CompletableFuture<String> other = new CompletableFuture<>();
        AtomicInteger first = new AtomicInteger();

        Race.run(round -> first.addAndGet(signatures.begin(TERMS, one) == null ? 1 : 0),
                round -> first.addAndGet(signatures.begin(TERMS, other) == null ? 1 : 0), round -> {
                    assertThat(first.getAndSet(0)).isOne();
                    // whichever it was
                    signatures.fail(TERMS, one, new IllegalStateException());
                    signatures.fail(TERMS, other, new IllegalStateException());
                });
    }

    @Test
    void signatureThatFailed_isMadeAgain() {
        SignatureCache<String> signatures = signatures();
        CompletableFuture<String> first = new CompletableFuture<>();
        signatures.begin(TERMS, first);
        signatures.fail(TERMS, first, new IllegalStateException());

        assertThat(first).isCompletedExceptionally();
        assertThat(signatures.begin(TERMS, new CompletableFuture<>())).isNull();
    }
}
