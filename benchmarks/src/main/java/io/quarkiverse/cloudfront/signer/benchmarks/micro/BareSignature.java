package io.quarkiverse.cloudfront.signer.benchmarks.micro;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * A canned policy's signature, and nothing around it.
 */
public class BareSignature extends MicroBenchmark {

    @Param
    KeyKind key;

    @Param
    Crypto crypto;

    private PrivateKey privateKey;
    private byte[] policy;

    @Setup
    public void setUp() {
        crypto.install();
        privateKey = key.generate().getPrivate();
        policy = ("{\"Statement\":[{\"Resource\":\"" + Urls.url(1)
                + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":1798761600}}}]}").getBytes(StandardCharsets.UTF_8);
    }

    @Benchmark
    public byte[] sign() throws GeneralSecurityException {
        Signature signature = Signature.getInstance(key.signature());
        signature.initSign(privateKey);
        signature.update(policy);
        return signature.sign();
    }
}
