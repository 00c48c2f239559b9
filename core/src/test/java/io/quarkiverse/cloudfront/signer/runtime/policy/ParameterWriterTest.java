package io.quarkiverse.cloudfront.signer.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKey;

class ParameterWriterTest {

    private static final Instant END = Instant.ofEpochSecond(1_798_761_600);

    private final ParameterWriter writer = new ParameterWriter();
    private final SigningKey key = new TestKey("K1", Algorithm.ECDSA_SHA256);

    /**
     * More threads than pooled buffers. If a part of one signature got into another URL, it would be another user's grant.
     */
    @Test
    void textsOfSeveralThreads_doNotMix() throws Exception {
        int threads = Runtime.getRuntime().availableProcessors() + 2;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Callable<Void>> work = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int seed = thread;
            work.add(() -> {
                writeMany(new Random(seed));
                return null;
            });
        }
        for (Future<Void> done : pool.invokeAll(work)) {
            done.get(60, TimeUnit.SECONDS);
        }
        pool.shutdown();
    }

    private void writeMany(Random random) {
        for (int i = 0; i < 5_000; i++) {
            byte[] signature = new byte[64 + random.nextInt(200)];
            random.nextBytes(signature);
            String encoded = Base64.getEncoder().encodeToString(signature).replace('+', '-').replace('=', '_').replace('/',
                    '~');
            String url = "https://media.example.com/" + "a".repeat(random.nextInt(300)) + "/" + random.nextInt();

            assertThat(writer.url(Policy.canned(url, END), key, signature))
                    .isEqualTo(url + "?Expires=1798761600&Signature=" + encoded + "&Key-Pair-Id=K1&Hash-Algorithm=SHA256");
            assertThat(writer.parameters(Policy.custom(url + "/*", END), key, signature))
                    .startsWith("Policy=").endsWith("&Signature=" + encoded + "&Key-Pair-Id=K1&Hash-Algorithm=SHA256");
        }
    }
}
