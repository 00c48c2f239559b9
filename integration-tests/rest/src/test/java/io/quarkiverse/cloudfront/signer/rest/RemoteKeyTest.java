package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
import io.quarkiverse.cloudfront.signer.fixtures.TestSignatures;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;

/**
 * Remote keys. The event loop has one thread, so if code blocks it, the whole test stops.
 */
@QuarkusTest
class RemoteKeyTest {

    @SignerName("late")
    LateKey key;

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
        key.slowDown();
        CompletableFuture<HttpResponse<String>> answer = HttpClient.newHttpClient().sendAsync(
                HttpRequest.newBuilder(Requests.uri("/remote/late-uni")).build(),
                HttpResponse.BodyHandlers.ofString());
        key.awaitCall();
        assertThat(answer).isNotDone();
        key.release();
        assertThat(answer.get(60, TimeUnit.SECONDS).body()).contains("Signature=bGF0ZQAA");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "onEventLoop | The signer \"late\" has a remote key, for which the event loop must not wait. Use signAsync, "
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
            return Uni.createFrom().item(TestSignatures.rsa("own"));
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

        @Produces
        @Singleton
        @SignerName("produced")
        SigningKey produced() {
            return new FixedKey("KPRODUCED", Uni.createFrom().item(TestSignatures.rsa("produced")));
        }

        @Produces
        @Singleton
        @SignerName("failing")
        SigningKey failing() {
            return new FixedKey("KBROKEN", Uni.createFrom().failure(new IllegalStateException("the HSM is on fire")));
        }
    }

    @PermitAll
    @Path("/remote")
    public static class Resource {

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
        @Path("late-uni")
        @SignedResource(signer = "late")
        public Uni<String> lateUni() {
            return Uni.createFrom().item("/a.txt");
        }

        @GET
        @Path("onEventLoop")
        @NonBlocking
        @SignedResource(signer = "late")
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
    }
}
