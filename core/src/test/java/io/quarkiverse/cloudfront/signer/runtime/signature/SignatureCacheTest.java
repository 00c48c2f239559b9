package io.quarkiverse.cloudfront.signer.runtime.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

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
