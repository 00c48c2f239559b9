package io.quarkiverse.cloudfront.signer.benchmarks.micro;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignedCookies;

/**
 * Signs equal policies within an expiry window, so that the signature is cached.
 */
public class CachedSignatures extends MicroBenchmark {

    @Param
    KeyKind key;

    private final String url = Urls.url(1);
    private CloudFrontSigner signer;

    @Setup
    public void setUp(RunningSigners signers) {
        signer = signers.keepingSigner(key);
    }

    @Benchmark
    public String oneUrl() {
        return signer.sign(url);
    }

    @Benchmark
    public SignedCookies cookies() {
        return signer.sign(signer.policy(Urls.RESOURCE).build()).cookies();
    }
}
