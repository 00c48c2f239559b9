package io.quarkiverse.cloudfront.signer.benchmarks.micro;

import java.lang.management.ManagementFactory;
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

import com.sun.management.ThreadMXBean;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;

/**
 * Signs a URL with the extension, a bare signature, and the AWS SDK alternately, in one process and with one key. Apart from
 * the signature, they differ by less than two processes do, because each process compiles the same arithmetic differently.
 */
public class Interleaved extends MicroBenchmark {

    @Param("RSA_SHA256")
    KeyKind key;

    @Param({ "JDK", "ACCP" })
    Crypto crypto;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final String[] texts = Urls.texts();
    private CloudFrontSigner signer;
    private BareSigner bare;
    private SdkSigner sdk;
    private int turn;

    /** The nanoseconds and the allocated bytes of each of them. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Costs {

        public long oneUrl;
        public long oneUrlBytes;
        public long bareSignature;
        public long bareSignatureBytes;
        public long awsSdk;
        public long awsSdkBytes;
    }

    @Setup
    public void setUp(RunningSigners signers) throws GeneralSecurityException {
        crypto.install();
        signer = signers.signer(key, crypto);
        // in the form that its signer uses, because it would otherwise be converted for each signature
        PrivateKey privateKey = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(signers.keys(key).getPrivate().getEncoded()));
        bare = new BareSigner(key, privateKey);
        sdk = new SdkSigner(key, privateKey);
    }

    /** Each of them starts equally often, because the next one has to collect the garbage of the previous one. */
    @Benchmark
    public void sign(Costs costs, Blackhole blackhole) throws GeneralSecurityException {
        turn++;
        for (int i = 0; i < 3; i++) {
            String url = texts[turn % texts.length];
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long begin = System.nanoTime();
            switch ((turn + i) % 3) {
                case 0 -> {
                    blackhole.consume(signer.sign(url));
                    costs.oneUrl += System.nanoTime() - begin;
                    costs.oneUrlBytes += threads.getCurrentThreadAllocatedBytes() - bytes;
                }
                case 1 -> {
                    blackhole.consume(bare.sign());
                    costs.bareSignature += System.nanoTime() - begin;
                    costs.bareSignatureBytes += threads.getCurrentThreadAllocatedBytes() - bytes;
                }
                default -> {
                    blackhole.consume(sdk.sign(url, Instant.now().plusSeconds(900)));
                    costs.awsSdk += System.nanoTime() - begin;
                    costs.awsSdkBytes += threads.getCurrentThreadAllocatedBytes() - bytes;
                }
            }
        }
    }
}
