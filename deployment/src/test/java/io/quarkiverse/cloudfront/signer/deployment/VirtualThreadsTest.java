package io.quarkiverse.cloudfront.signer.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.fixtures.TestSignatures;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.junit.virtual.ShouldNotPin;
import io.quarkus.test.junit.virtual.ShouldPin;
import io.quarkus.test.junit.virtual.VirtualThreadUnit;
import io.restassured.specification.RequestSpecification;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;

/**
 * Methods on virtual threads sign there and wait there for a remote key, without pinning a carrier thread.
 */
@EnabledIfSystemProperty(named = "maven.compiler.release", matches = "2[1-9]", disabledReason = "Quarkus runs methods on "
        + "virtual threads where all is compiled for Java 19 or above: ./mvnw clean verify -Dmaven.compiler.release=21")
@VirtualThreadUnit
class VirtualThreadsTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Resource.class, Photo.class, SlowKey.class, PinningClass.class,
                    TestSignatures.class))
            .overrideConfigKey("quarkus.cloudfront-signer.url", "https://default.example")
            .overrideConfigKey("quarkus.http.auth.basic", "true")
            .overrideConfigKey("quarkus.security.users.embedded.enabled", "true")
            .overrideConfigKey("quarkus.security.users.embedded.plain-text", "true")
            .overrideConfigKey("quarkus.security.users.embedded.users.alice", "alice")
            .overrideConfigKey("quarkus.security.users.embedded.roles.alice", "viewer");

    private static final String SIGNED = TestSignatures.ECDSA_PARAMETER;

    @BeforeEach
    void forget() {
        given().get("/virtual/forget").then().statusCode(204);
    }

    /**
     * Without the detection of pinned threads, the other tests would always pass.
     */
    @Test
    @ShouldPin
    void pinnedThread_isDetected() {
        given().get("/virtual/pinning").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "url", "batch", "field", "playlist" })
    @ShouldNotPin
    void remoteKey_isAwaitedOnTheVirtualThread(String path) {
        String body = alice().get("/virtual/" + path).then().statusCode(200).extract().asString();

        assertThat(body).contains("https://default.example/" + path + "/0.ts?").contains(SIGNED);
        assertThat(threadsThatAskedTheKey()).first().asString().startsWith("VirtualThread");
    }

    @Test
    @ShouldNotPin
    void methodWithCookies_setsThemWithoutPinning() {
        assertThat(alice().get("/virtual/cookies").then().statusCode(200).extract().headers().getValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("CloudFront-Signature=MAYCAQECAQE_"));
        assertThat(threadsThatAskedTheKey()).first().asString().startsWith("VirtualThread");
    }

    @ParameterizedTest
    @ValueSource(strings = { "url", "batch", "field", "playlist", "cookies" })
    @ShouldNotPin
    void anonymousRequest_isRejected(String path) {
        given().get("/virtual/" + path).then().statusCode(401);
        assertThat(threadsThatAskedTheKey()).isEmpty();
    }

    private static RequestSpecification alice() {
        return given().auth().preemptive().basic("alice", "alice");
    }

    private static List<String> threadsThatAskedTheKey() {
        return given().get("/virtual/threads").then().statusCode(200).extract().jsonPath().getList("$");
    }

    public record Photo(@SignedResource String url) {
    }

    @Path("/virtual")
    @RunOnVirtualThread
    public static class Resource {

        private final SlowKey key;

        public Resource(SlowKey key) {
            this.key = key;
        }

        @GET
        @Path("forget")
        @PermitAll
        public void forget() {
            key.threads.clear();
        }

        @GET
        @Path("threads")
        @PermitAll
        public List<String> threads() {
            return List.copyOf(key.threads);
        }

        @GET
        @Path("pinning")
        @PermitAll
        public String pinning() {
            return PinningClass.NAME;
        }

        @GET
        @Path("url")
        @SignedResource
        public String url() {
            return "/url/0.ts";
        }

        @GET
        @Path("batch")
        @SignedResource
        public List<String> batch() {
            return List.of("/batch/0.ts", "/batch/1.ts", "/batch/2.ts");
        }

        @GET
        @Path("field")
        @SignedResource
        public Photo field() {
            return new Photo("/field/0.ts");
        }

        @GET
        @Path("playlist")
        @Produces("application/vnd.apple.mpegurl")
        @SignedResource(resource = "/playlist/*")
        public String playlist() {
            return "#EXTM3U\n#EXTINF:6,\n0.ts\n#EXT-X-ENDLIST\n";
        }

        @GET
        @Path("cookies")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/cookies/*")
        public String cookies() {
            return "set";
        }
    }

    /**
     * While a thread initializes a class, it cannot leave its carrier thread.
     */
    static final class PinningClass {

        static final String NAME = name();

        private PinningClass() {
        }

        private static String name() {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            return "pinned";
        }
    }

    @Singleton
    public static class SlowKey implements SigningKey {

        private final Queue<String> threads = new ConcurrentLinkedQueue<>();

        @Override
        public String keyPairId() {
            return "KSLOW";
        }

        @Override
        public Algorithm algorithm() {
            return Algorithm.ECDSA_SHA256;
        }

        @Override
        public Uni<byte[]> sign(byte[] policy) {
            threads.add(Thread.currentThread().toString());
            return Uni.createFrom().item(TestSignatures.ecdsa()).onItem().delayIt().by(Duration.ofMillis(100));
        }
    }
}
