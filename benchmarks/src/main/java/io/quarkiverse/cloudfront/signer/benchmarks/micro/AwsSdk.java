package io.quarkiverse.cloudfront.signer.benchmarks.micro;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * The AWS SDK for Java with the default crypto provider or another one.
 */
public class AwsSdk extends MicroBenchmark {

    @Param
    KeyKind key;

    @Param({ "JDK", "ACCP" })
    Crypto crypto;

    private final String[] texts = Urls.texts();
    private SdkSigner signer;
    private int next;

    @Setup
    public void setUp() {
        crypto.install();
        signer = new SdkSigner(key, key.generate().getPrivate());
    }

    @Benchmark
    public String oneUrl() {
        return signer.sign(texts[next++ % texts.length], Instant.now().plusSeconds(900));
    }

    @Benchmark
    @OperationsPerInvocation(Urls.MANY)
    public List<String> list() {
        Instant expiresAt = Instant.now().plusSeconds(900);
        List<String> signed = new ArrayList<>(texts.length);
        for (String url : texts) {
            signed.add(signer.sign(url, expiresAt));
        }
        return signed;
    }
}
