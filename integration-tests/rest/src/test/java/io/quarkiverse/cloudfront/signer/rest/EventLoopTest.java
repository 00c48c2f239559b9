package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;

/**
 * Batches of signatures leave the event loop, and the remaining steps return to it.
 */
@QuarkusTest
class EventLoopTest {

    private static final String ON_LOOP = "event loop";
    private static final String ON_WORKER = "worker";

    @ParameterizedTest
    @CsvSource({
            // method, thread that signs the URLs, thread of the next step
            "batch, worker, event loop",
            "stream, worker, event loop",
            "blocking, worker, worker",
    })
    void signingAndContinuation_runOnTheExpectedThreads(String method, String signing, String following) {
        List<String> threads = given().get("/loop/" + method).then().statusCode(200).extract().jsonPath().getList("$");
        assertThat(threads).containsExactly("signed on [" + signing + "]", "followed on [" + following + "]");
    }

    private static String thread() {
        return Context.isOnEventLoopThread() ? ON_LOOP : BlockingOperationControl.isBlockingAllowed() ? ON_WORKER : "?";
    }

    /**
     * Records the threads on which it was read.
     */
    public static class Urls extends AbstractList<String> {

        private final int size;
        private final Set<String> threads;

        Urls(int size, Set<String> threads) {
            this.size = size;
            this.threads = threads;
        }

        @Override
        public String get(int index) {
            threads.add(thread());
            return "/pictures/" + index + ".jpg";
        }

        @Override
        public int size() {
            return size;
        }
    }

    @Path("/loop")
    public static class Resource {

        private final Service service;

        public Resource(Service service) {
            this.service = service;
        }

        @GET
        @Path("batch")
        public Uni<List<String>> batch() {
            Set<String> signing = ConcurrentHashMap.newKeySet();
            return service.batch(signing).map(signed -> report(signed, signing));
        }

        @GET
        @Path("stream")
        public Uni<List<String>> stream() {
            Set<String> signing = ConcurrentHashMap.newKeySet();
            Set<String> following = ConcurrentHashMap.newKeySet();
            return service.stream(signing).invoke(() -> following.add(thread())).collect().asList()
                    .map(signed -> List.of("signed on " + signing, "followed on " + following));
        }

        @GET
        @Path("blocking")
        @Blocking
        public Uni<List<String>> blocking() {
            Set<String> signing = ConcurrentHashMap.newKeySet();
            return service.batch(signing).map(signed -> report(signed, signing));
        }

        private static List<String> report(List<String> signed, Set<String> signing) {
            assertThat(signed).hasSize(50).allSatisfy(url -> assertThat(url).contains("Signature="));
            return List.of("signed on " + signing, "followed on " + Collections.singleton(thread()));
        }
    }

    @ApplicationScoped
    @PermitAll
    public static class Service {

        @SignedResource
        Uni<List<String>> batch(Set<String> threads) {
            return Uni.createFrom().item(new Urls(50, threads));
        }

        @SignedResource
        Multi<List<String>> stream(Set<String> threads) {
            return Multi.createFrom().range(0, 20).map(i -> new Urls(1, threads));
        }
    }
}
