package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;

/**
 * Remote keys. The event loop has one thread, so if code blocks it, the whole test stops.
 */
@QuarkusTest
class RemoteKeyTest {

    @ParameterizedTest
    @CsvSource({
            "own, https://own.example/a.txt?, &Signature=b3duAAAA, &Key-Pair-Id=KOWN&Hash-Algorithm=SHA256",
            "produced, https://produced.example/a.txt?, &Signature=cHJvZHVjZWQA, &Key-Pair-Id=KPRODUCED",
    })
    void signingKeyBean_signs(String path, String begin, String signature, String end) {
        assertThat(given().get("/remote/" + path).then().statusCode(200).extract().asString()).startsWith(begin)
                .contains(signature).endsWith(end);
    }

    @Test
    void remoteKey_doesNotBlockTheEventLoop() throws Exception {
        given().get("/remote/slow-down").then().statusCode(204);
        CompletableFuture<HttpResponse<String>> answer = HttpClient.newHttpClient().sendAsync(
                HttpRequest.newBuilder(Requests.uri("/remote/slow-uni")).build(),
                HttpResponse.BodyHandlers.ofString());
        await().atMost(60, TimeUnit.SECONDS).until(() -> Integer.parseInt(
                given().get("/remote/waiting").then().statusCode(200).extract().asString()) > 0);
        assertThat(answer).isNotDone();
        given().get("/remote/release").then().statusCode(204);
        assertThat(answer.get(60, TimeUnit.SECONDS).body()).contains("Signature=c2xvdwAA");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "onEventLoop | The signer \"slow\" has a remote key, for which the event loop must not wait. Use signAsync, "
                    + "return a Uni, or annotate the method with @Blocking",
            "failing | The signer \"failing\": the SigningKey of key pair KBROKEN did not return a signature",
            "failingUni | The signer \"failing\": the SigningKey of key pair KBROKEN did not return a signature",
    })
    void failingKey_failsTheRequestWithTheReason(String method, String message) {
        try (CapturedLog log = CapturedLog.begin()) {
            assertThat(given().get("/remote/" + method).then().statusCode(500).extract().asString()).isEmpty();
            assertThat(log.messages(Level.SEVERE)).singleElement().asString().startsWith(
                    "io.quarkiverse.cloudfront.signer.rest.RemoteKeyTest$Resource#" + method + ": " + message);
        }
    }

    @Test
    void causeOfAFailure_isLogged() {
        try (CapturedLog log = CapturedLog.begin()) {
            given().get("/remote/failing").then().statusCode(500);
            assertThat(log.text()).contains("the HSM is on fire");
        }
    }

    /**
     * Has the right length. Without the public key, nothing else is checked.
     */
    private static byte[] signature(String begin) {
        return Arrays.copyOf(begin.getBytes(StandardCharsets.US_ASCII), 256);
    }

    @Singleton
    @SignerName("own")
    public static class OwnKey implements SigningKey {

        @Override
        public String keyPairId() {
            return "KOWN";
        }

        @Override
        public Algorithm algorithm() {
            return Algorithm.RSA_SHA256;
        }

        @Override
        public Uni<byte[]> sign(byte[] policy) {
            return Uni.createFrom().item(signature("own"));
        }
    }

    record FixedKey(String keyPairId, Uni<byte[]> signature) implements SigningKey {

        @Override
        public Algorithm algorithm() {
            return Algorithm.RSA_SHA1;
        }

        @Override
        public Uni<byte[]> sign(byte[] policy) {
            return signature;
        }
    }

    @Singleton
    public static class OtherKeys {

        private final AtomicInteger waiting = new AtomicInteger();
        private volatile CompletableFuture<byte[]> slow = new CompletableFuture<>();

        @Produces
        @Singleton
        @SignerName("produced")
        SigningKey produced() {
            return new FixedKey("KPRODUCED", Uni.createFrom().item(signature("produced")));
        }

        @Produces
        @Singleton
        @SignerName("slow")
        SigningKey slow() {
            return new FixedKey("KSLOW", Uni.createFrom().completionStage(() -> {
                waiting.incrementAndGet();
                return slow;
            }));
        }

        @Produces
        @Singleton
        @SignerName("failing")
        SigningKey failing() {
            return new FixedKey("KBROKEN", Uni.createFrom().failure(new IllegalStateException("the HSM is on fire")));
        }

        void slowDown() {
            waiting.set(0);
            slow = new CompletableFuture<>();
        }

        int waiting() {
            return waiting.get();
        }

        void release() {
            slow.complete(signature("slow"));
        }
    }

    @PermitAll
    @Path("/remote")
    public static class Resource {

        private final OtherKeys keys;

        public Resource(OtherKeys keys) {
            this.keys = keys;
        }

        @GET
        @Path("own")
        @SignedResource(signer = "own")
        public String own() {
            return "/a.txt";
        }

        @GET
        @Path("produced")
        @SignedResource(signer = "produced")
        public String produced() {
            return "/a.txt";
        }

        @GET
        @Path("slow-uni")
        @SignedResource(signer = "slow")
        public Uni<String> slowUni() {
            return Uni.createFrom().item("/a.txt");
        }

        @GET
        @Path("onEventLoop")
        @NonBlocking
        @SignedResource(signer = "slow")
        public String onEventLoop() {
            return "/a.txt";
        }

        @GET
        @Path("failing")
        @SignedResource(signer = "failing")
        public String failing() {
            return "/a.txt";
        }

        @GET
        @Path("failingUni")
        @SignedResource(signer = "failing")
        public Uni<String> failingUni() {
            return Uni.createFrom().item("/a.txt");
        }

        @GET
        @Path("slow-down")
        @NonBlocking
        public void slowDown() {
            keys.slowDown();
        }

        @GET
        @Path("waiting")
        @NonBlocking
        public int waiting() {
            return keys.waiting();
        }

        @GET
        @Path("release")
        @NonBlocking
        public void release() {
            keys.release();
        }
    }
}
