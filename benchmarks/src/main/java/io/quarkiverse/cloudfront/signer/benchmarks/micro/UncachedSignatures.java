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
import io.quarkiverse.cloudfront.signer.SignedPolicy;

/**
 * A signer without a signature cache, so that each policy needs a signature.
 */
public class UncachedSignatures extends MicroBenchmark {

    @Param
    KeyKind key;

    @Param({ "JDK", "ACCP" })
    Crypto crypto;

    private final String[] texts = Urls.texts();
    private final List<URI> uris = Urls.uris();
    private CloudFrontSigner signer;
    private int next;

    @Setup
    public void setUp(RunningSigners signers) {
        signer = signers.signer(key, crypto);
    }

    @Benchmark
    public String oneUrl() {
        return signer.sign(texts[next++ % texts.length]);
    }

    @Benchmark
    public URI oneUri() {
        return signer.sign(uris.get(next++ % uris.size()));
    }

    @Benchmark
    @OperationsPerInvocation(Urls.MANY)
    public List<String> listOneByOne() {
        List<String> signed = new ArrayList<>(texts.length);
        for (String url : texts) {
            signed.add(signer.sign(url));
        }
        return signed;
    }

    @Benchmark
    @OperationsPerInvocation(Urls.MANY)
    public List<String> listUnderOneResource() {
        SignedPolicy granted = signer.sign(signer.policy(Urls.RESOURCE).build());
        List<String> signed = new ArrayList<>(texts.length);
        for (String url : texts) {
            signed.add(granted.url(url));
        }
        return signed;
    }

    @Benchmark
    @OperationsPerInvocation(Urls.MANY)
    public List<URI> urisUnderOneResource() {
        SignedPolicy granted = signer.sign(signer.policy(Urls.RESOURCE).build());
        List<URI> signed = new ArrayList<>(uris.size());
        for (URI uri : uris) {
            signed.add(granted.url(uri));
        }
        return signed;
    }

    @Benchmark
    public SignedCookies cookies() {
        return signer.sign(signer.policy(Urls.RESOURCE).build()).cookies();
    }
}
