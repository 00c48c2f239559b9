package io.quarkiverse.cloudfront.signer.benchmarks.micro;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignedCookies;

/**
 * A signer that keeps no signature, so that each policy costs one.
 */
public class NothingKept extends MicroBenchmark {

    @Param
    KeyKind key;

    @Param({ "JDK", "ACCP" })
    Crypto crypto;

    private final String[] texts = Urls.texts();
    private final List<URI> urls = Urls.many();
    private CloudFrontSigner signer;
    private int next;

    @Setup
    public void setUp(RunningSigners signers) {
        signer = signers.signer(key, crypto);
    }

    @Benchmark
    public URI oneUrl() {
        return signer.sign(texts[next++ % texts.length]);
    }

    @Benchmark
    @OperationsPerInvocation(Urls.MANY)
    public List<URI> listOneByOne() {
        List<URI> signed = new ArrayList<>(urls.size());
        for (URI url : urls) {
            signed.add(signer.sign(url));
        }
        return signed;
    }

    @Benchmark
    @OperationsPerInvocation(Urls.MANY)
    public List<URI> listUnderOneResource() {
        return signer.sign(signer.policy(Urls.RESOURCE).build()).urls(urls);
    }

    @Benchmark
    public SignedCookies cookies() {
        return signer.sign(signer.policy(Urls.RESOURCE).build()).cookies();
    }
}
