package io.quarkiverse.cloudfront.signer.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.edge.RequestEvent;
import io.quarkiverse.cloudfront.edge.cache.CacheResult;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.policy.PolicyStatement;
import io.quarkiverse.cloudfront.signer.fixtures.Race;
import io.quarkiverse.cloudfront.signer.runtime.devui.WatchedMarks;
import io.quarkus.dev.console.DevConsoleManager;

/**
 * What Dev UI shows of the edge.
 */
class EdgeRequestsTest {

    private final EdgeRequests requests = new EdgeRequests();

    @AfterEach
    void forgetUsers() {
        DevConsoleManager.setGlobal(WatchedMarks.USERS, Collections.synchronizedMap(new LinkedHashMap<>()));
    }

    private static RequestEvent request(String target) {
        return new RequestEvent("GET", target, 200, Optional.empty(), CacheResult.MISS, Optional.empty(),
                Optional.empty());
    }

    @Test
    void manyRequests_onlyTheLatestAreKept() {
        for (int i = 1; i <= 1000; i++) {
            requests.accept(request("/" + i));
        }

        List<Map<String, Object>> latest = requests.latest();

        assertThat(latest).hasSize(200);
        assertThat(latest.get(0)).containsEntry("number", 1000).containsEntry("target", "/1000");
    }

    @Test
    void requestsAtTheSameTime_areAllCounted() {
        Race.run(round -> requests.accept(request("/one")), round -> requests.accept(request("/other")),
                round -> assertThat(requests.latest().get(0)).containsEntry("number", 2 * (round + 1)));
    }

    @Test
    void signedRequestThatFails_isShownWithItsReason() {
        PolicyStatement policy = new PolicyStatement(Optional.empty(), Instant.EPOCH, Optional.empty(), Optional.empty());
        Verdict allowed = new Verdict.Allowed("KDEV1", policy, false, Verdict.Source.URL, "/a");

        requests.accept(new RequestEvent("GET", "/a", 0, Optional.of(allowed), CacheResult.ERROR,
                Optional.of("the viewer closed the connection before the response began"), Optional.empty()));

        assertThat(requests.latest().get(0)).containsEntry("status", 0)
                .containsEntry("reason", "the viewer closed the connection before the response began");
    }

    /** Of a grant that an earlier dev session has made, or of a viewer who has not logged in. */
    @Test
    void userWhoseNameIsNotKnown_isShownAsAPseudonym() {
        DevConsoleManager.setGlobal(WatchedMarks.USERS, new HashMap<>(Map.of("AAAA", Map.of(WatchedMarks.NAME, "alice\n"),
                "BBBB", Map.of(WatchedMarks.NAME, ""))));

        assertThat(Stream.of("AAAA", "BBBB", "CCCC").map(pseudonym -> EdgeMarks.named(new RequestEvent("GET", "/a", 200,
                Optional.empty(), CacheResult.MISS, Optional.empty(), Optional.of(pseudonym))).user().orElseThrow()))
                .containsExactly("alice? (AAAA)", "BBBB", "CCCC");
        assertThat(EdgeMarks.named(request("/a")).user()).isEmpty();
    }

    @Test
    void subscribers_areReleasedAtReload() throws InterruptedException {
        Onlooker before = new Onlooker();
        requests.live().subscribe(before);
        requests.accept(request("/1"));
        requests.renew();
        Onlooker after = new Onlooker();
        requests.live().subscribe(after);
        requests.accept(request("/2"));
        requests.renew();

        assertThat(before.targets()).containsExactly("/1");
        assertThat(after.targets()).containsExactly("/2");
    }

    private static final class Onlooker implements Flow.Subscriber<Map<String, Object>> {

        private final List<Object> targets = new ArrayList<>();
        private final CountDownLatch completed = new CountDownLatch(1);

        List<Object> targets() throws InterruptedException {
            assertThat(completed.await(60, TimeUnit.SECONDS)).isTrue();
            return targets;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Map<String, Object> request) {
            targets.add(request.get("target"));
        }

        @Override
        public void onError(Throwable failure) {
            // does not change the latch
        }

        @Override
        public void onComplete() {
            completed.countDown();
        }
    }
}
