package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.fixtures.TestSignatures;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;

/**
 * A batch that takes long is signed on several threads of the worker pool. The key only signs after two threads have called it.
 */
@QuarkusTest
class ParallelBatchTest {

    private static final int COUNT = 50;

    @SignerName("parallel")
    CompanyKey key;

    @ParameterizedTest
    @ValueSource(strings = { "list", "field" })
    void largeBatch_isSignedByTwoThreads(String path) {
        key.reset();

        List<String> signed = given().get("/parallel/" + path).then().statusCode(200).extract().jsonPath()
                .getList(path.equals("field") ? "pictures" : "$");

        assertThat(signed).hasSize(COUNT).allMatch(url -> url.contains(TestSignatures.ECDSA_PARAMETER));
        for (int i = 0; i < COUNT; i++) {
            assertThat(signed.get(i)).startsWith("https://parallel.example/" + path + "/" + i + ".jpg?");
        }
    }

    public record Album(@SignedResource(signer = "parallel") List<String> pictures) {
    }

    @Path("/parallel")
    @PermitAll
    public static class Resource {

        @GET
        @Path("list")
        @SignedResource(signer = "parallel")
        public List<String> list() {
            return pictures("list");
        }

        @GET
        @Path("field")
        @SignedResource(signer = "parallel")
        public Album field() {
            return new Album(pictures("field"));
        }

        private static List<String> pictures(String path) {
            return IntStream.range(0, COUNT).mapToObj(i -> "/" + path + "/" + i + ".jpg").toList();
        }
    }

    @Singleton
    @SignerName("parallel")
    public static class CompanyKey implements SigningKey {

        private final AtomicInteger asked = new AtomicInteger();
        private volatile CountDownLatch together;

        void reset() {
            asked.set(0);
            together = new CountDownLatch(2);
        }

        @Override
        public String keyPairId() {
            return "KCOMPANY";
        }

        @Override
        public Algorithm algorithm() {
            return Algorithm.ECDSA_SHA256;
        }

        /**
         * The first signature takes long, so that helpers start. The next ones wait for each other.
         */
        @Override
        public Uni<byte[]> sign(byte[] policy) {
            if (!BlockingOperationControl.isBlockingAllowed()) {
                throw new IllegalStateException("on the event loop");
            }
            if (asked.getAndIncrement() == 0) {
                for (long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5); System.nanoTime() < end;) {
                    Thread.onSpinWait();
                }
                return Uni.createFrom().item(TestSignatures.ecdsa());
            }
            together.countDown();
            try {
                if (!together.await(60, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("no other thread signs");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Uni.createFrom().item(TestSignatures.ecdsa());
        }
    }
}
