package io.quarkiverse.cloudfront.signer.runtime.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

import org.junit.jupiter.api.Test;

class KeptSignaturesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final PolicyTerms TERMS = PolicyTerms.canned("https://media.example.com/a.jpg", NOW.plusSeconds(900));

    private static KeptSignatures<String> signatures() {
        return new KeptSignatures<>(new SigningKey(TestKeys.load(TestKeys.p256().getPrivate(), HashAlgorithm.SHA256), NOW),
                UntilPolicyEnds.cache(10, () -> NOW, new LongAdder()));
    }

    @Test
    void signatureUnderWay_isShared() {
        KeptSignatures<String> signatures = signatures();
        CompletableFuture<String> first = new CompletableFuture<>();
        assertThat(signatures.begin(TERMS, first)).isNull();

        assertThat(signatures.begin(TERMS, new CompletableFuture<>())).isSameAs(first);
    }

    /** A caller that looked just before it was made begins just after. */
    @Test
    void signatureMadeMeanwhile_isNotMadeAgain() {
        KeptSignatures<String> signatures = signatures();
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
        KeptSignatures<String> signatures = signatures();
        CompletableFuture<String> first = new CompletableFuture<>();
        signatures.begin(TERMS, first);
        signatures.fail(TERMS, first, new IllegalStateException());

        assertThat(first).isCompletedExceptionally();
        assertThat(signatures.begin(TERMS, new CompletableFuture<>())).isNull();
    }
}
