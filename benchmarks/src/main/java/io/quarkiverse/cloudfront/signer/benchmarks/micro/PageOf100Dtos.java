package io.quarkiverse.cloudfront.signer.benchmarks.micro;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * A page of DTOs that a REST method returns over a loopback connection, compared with the same page without signed fields.
 */
public class PageOf100Dtos extends MicroBenchmark {

    @Param({ "plain", "signed" })
    String page;

    private URL url;

    @Setup
    public void setUp(RunningSigners signers) throws IOException {
        url = new URL("http://localhost:" + signers.port() + "/" + page + "/page");
    }

    @Benchmark
    public byte[] page() throws IOException {
        try (InputStream body = url.openStream()) {
            return body.readAllBytes();
        }
    }
}
