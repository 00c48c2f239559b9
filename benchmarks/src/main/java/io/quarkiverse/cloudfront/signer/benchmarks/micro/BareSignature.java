package io.quarkiverse.cloudfront.signer.benchmarks.micro;

import java.security.GeneralSecurityException;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * A signature of the default crypto provider.
 */
public class BareSignature extends MicroBenchmark {

    @Param
    KeyKind key;

    @Param
    Crypto crypto;

    private BareSigner signer;

    @Setup
    public void setUp() {
        crypto.install();
        signer = new BareSigner(key, key.generate().getPrivate());
    }

    @Benchmark
    public byte[] sign() throws GeneralSecurityException {
        return signer.sign();
    }
}
