package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
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
            "produced-uni, https://produced.example/a.txt?, &Signature=cHJvZHVjZWQA, &Key-Pair-Id=KPRODUCED",
    })
    void signingKeyBean_signs(String path, String begin, String signature, String end) {
        assertThat(given().get("/remote/" + path).then().statusCode(200).extract().asString()).startsWith(begin)
                .contains(signature).endsWith(end);
    }

    @ParameterizedTest
    @ValueSource(strings = { "slow-uni", "slow-list", "slow-granted", "slow-multi" })
    void remoteKey_doesNotBlockTheEventLoop(String path) throws Exception {
        given().get("/remote/slow-down").then().statusCode(204);
        CompletableFuture<HttpResponse<String>> answer = HttpClient.newHttpClient().sendAsync(
                HttpRequest.newBuilder(URI.create(base() + "/remote/" + path)).build(),
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
            "throwing | The signer \"throwing\": the SigningKey of key pair KBROKEN did not return a signature",
            "throwingUni | The signer \"throwing\": the SigningKey of key pair KBROKEN did not return a signature",
            "empty | The signer \"empty\": the SigningKey of key pair KBROKEN did not return a signature",
            "emptyUni | The signer \"empty\": the SigningKey of key pair KBROKEN did not return a signature",
            "emptyGranted | The signer \"empty\": the SigningKey of key pair KBROKEN did not return a signature",
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

    private static String base() {
        return "http://localhost:" + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
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

        @Produces
        @Singleton
        @SignerName("empty")
        SigningKey empty() {
            return new FixedKey("KBROKEN", Uni.createFrom().nullItem());
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

    @Singleton
    @SignerName("throwing")
    public static class BrokenKey implements SigningKey {

        @Override
        public String keyPairId() {
            return "KBROKEN";
        }

        @Override
        public Algorithm algorithm() {
            return Algorithm.RSA_SHA256;
        }

        @Override
        public Uni<byte[]> sign(byte[] policy) {
            throw new IllegalStateException("the HSM is on fire");
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
        @Path("produced-uni")
        @SignedResource(signer = "produced")
        public Uni<String> producedUni() {
            return Uni.createFrom().item("/a.txt");
        }

        @GET
        @Path("slow-uni")
        @SignedResource(signer = "slow")
        public Uni<String> slowUni() {
            return Uni.createFrom().item("/a.txt");
        }

        @GET
        @Path("slow-list")
        @SignedResource(signer = "slow")
        public Uni<List<String>> slowList() {
            return Uni.createFrom().item(List.of("/e.txt", "/f.txt"));
        }

        @GET
        @Path("slow-granted")
        @SignedResource(signer = "slow", resource = "/*")
        public Uni<List<String>> slowGranted() {
            return Uni.createFrom().item(List.of("/a.txt", "/b.txt"));
        }

        @GET
        @Path("slow-multi")
        @SignedResource(signer = "slow")
        public Multi<String> slowMulti() {
            return Multi.createFrom().items("/c.txt", "/d.txt");
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
        @Path("throwing")
        @SignedResource(signer = "throwing")
        public String throwing() {
            return "/a.txt";
        }

        @GET
        @Path("throwingUni")
        @SignedResource(signer = "throwing", resource = "/*")
        public Uni<String> throwingUni() {
            return Uni.createFrom().item("/a.txt");
        }

        @GET
        @Path("empty")
        @SignedResource(signer = "empty")
        public String empty() {
            return "/a.txt";
        }

        @GET
        @Path("emptyUni")
        @SignedResource(signer = "empty")
        public Uni<String> emptyUni() {
            return Uni.createFrom().item("/a.txt");
        }

        @GET
        @Path("emptyGranted")
        @SignedResource(signer = "empty", resource = "/*")
        public Multi<String> emptyGranted() {
            return Multi.createFrom().item("/a.txt");
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
