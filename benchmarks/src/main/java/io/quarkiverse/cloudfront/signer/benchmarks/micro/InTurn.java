package io.quarkiverse.cloudfront.signer.benchmarks.micro;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;

/**
 * One URL, a bare signature, and the AWS SDK by turns in one process, with one key. Next to their signatures they differ by
 * less
 * than two processes do, of which each compiles the same arithmetic to other code.
 */
public class InTurn extends MicroBenchmark {

    @Param("RSA_SHA256")
    KeyKind key;

    @Param({ "JDK", "ACCP" })
    Crypto crypto;

    private final String[] texts = Urls.texts();
    private CloudFrontSigner signer;
    private BareSigner bare;
    private SdkSigner sdk;
    private int turn;

    /** Nanoseconds that each of them took. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Nanoseconds {

        public long oneUrl;
        public long bareSignature;
        public long awsSdk;
    }

    @Setup
    public void setUp(RunningSigners signers) throws GeneralSecurityException {
        crypto.install();
        signer = signers.signer(key, crypto);
        // in the form of who signs with it, as it would be converted for each signature
        PrivateKey privateKey = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(signers.keys(key).getPrivate().getEncoded()));
        bare = new BareSigner(key, privateKey);
        sdk = new SdkSigner(key, privateKey);
    }

    /** Each begins as often as the others, as whoever follows has their garbage to collect. */
    @Benchmark
    public void sign(Nanoseconds nanoseconds, Blackhole blackhole) throws GeneralSecurityException {
        turn++;
        for (int i = 0; i < 3; i++) {
            String url = texts[turn % texts.length];
            switch ((turn + i) % 3) {
                case 0 -> nanoseconds.oneUrl += oneUrl(url, blackhole);
                case 1 -> nanoseconds.bareSignature += bareSignature(blackhole);
                default -> nanoseconds.awsSdk += awsSdk(url, blackhole);
            }
        }
    }

    private long oneUrl(String url, Blackhole blackhole) {
        long begin = System.nanoTime();
        blackhole.consume(signer.signUrl(url));
        return System.nanoTime() - begin;
    }

    private long bareSignature(Blackhole blackhole) throws GeneralSecurityException {
        long begin = System.nanoTime();
        blackhole.consume(bare.sign());
        return System.nanoTime() - begin;
    }

    private long awsSdk(String url, Blackhole blackhole) {
        long begin = System.nanoTime();
        blackhole.consume(sdk.sign(url, Instant.now().plusSeconds(900)));
        return System.nanoTime() - begin;
    }
}
