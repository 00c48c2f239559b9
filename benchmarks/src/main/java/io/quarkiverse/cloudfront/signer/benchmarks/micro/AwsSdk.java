package io.quarkiverse.cloudfront.signer.benchmarks.micro;

import java.net.URI;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

import software.amazon.awssdk.services.cloudfront.CloudFrontUtilities;

/**
 * The AWS SDK for Java: as it comes, or with another provider installed.
 */
public class AwsSdk extends MicroBenchmark {

    @Param
    KeyKind key;

    @Param({ "JDK", "ACCP" })
    Crypto crypto;

    private final CloudFrontUtilities utilities = CloudFrontUtilities.create();
    private final String[] texts = Urls.texts();
    private final List<URI> urls = Urls.many();
    private PrivateKey privateKey;
    private int next;

    @Setup
    public void setUp() {
        crypto.install();
        privateKey = key.generate().getPrivate();
    }

    @Benchmark
    public String oneUrl() {
        return sign(texts[next++ % texts.length], Instant.now().plusSeconds(900));
    }

    @Benchmark
    @OperationsPerInvocation(Urls.MANY)
    public List<String> list() {
        Instant expiresAt = Instant.now().plusSeconds(900);
        List<String> signed = new ArrayList<>(urls.size());
        for (URI url : urls) {
            signed.add(sign(url.toString(), expiresAt));
        }
        return signed;
    }

    private String sign(String url, Instant expiresAt) {
        return utilities.getSignedUrlWithCannedPolicy(request -> request.resourceUrl(url).privateKey(privateKey)
                .keyPairId("K2JCJMDEHXQW5F").expirationDate(expiresAt).hashAlgorithm(key.hash())).url();
    }
}
