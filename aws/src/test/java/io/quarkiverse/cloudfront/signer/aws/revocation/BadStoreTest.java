package io.quarkiverse.cloudfront.signer.aws.revocation;

import static io.quarkiverse.cloudfront.signer.aws.revocation.BadStore.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.RevocationStore;
import io.quarkiverse.cloudfront.signer.aws.revocation.BadStore.Answer;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.fixtures.keyvalue.KeyValueStandIn;
import io.quarkiverse.cloudfront.signer.runtime.mark.KeyValueStores;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** However the store behaves, a revocation ends in time with a reason, and the next one does not wait for it. */
@Tag("slow")
class BadStoreTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration REQUEST = Duration.ofMillis(300);
    private static final Duration REVOCATION = Duration.ofSeconds(1);
    private static final String ALICE = "u/kx3bq0vVn2mSdA1Z";

    private static final String EMPTY = "";
    private static final String TRUNCATED = "{\"ItemCount\":1,\"TotalSizeInBy";
    private static final String HTML = "<!DOCTYPE html><html><body>Blocked by the proxy</body></html>";
    private static final String OTHER_JSON = "{\"ItemCount\":[],\"Items\":\"none\",\"Message\":{}}";

    private final SteppedClock clock = new SteppedClock("2026-11-29T12:00:00Z");
    private BadStore server;
    private KeyValueRevocationStore store;

    @AfterEach
    void stop() throws IOException {
        if (store != null) {
            store.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private void open(Answer answer, Duration revocation, Duration closing) {
        server = new BadStore(answer);
        store = TestStores.open(server.endpoint(), clock, REQUEST, revocation, closing);
    }

    private static void put(RevocationStore to, String key) {
        to.put(Map.of(key, "tp9io0")).await().atMost(LONG);
    }

    static Stream<Arguments> slowAnswers() {
        return Stream.of(
                arguments("silent", BadStore.SILENT),
                arguments("slow head", BadStore.slowly("HTTP/1.1 200 OK\r\nX: ", 'a')),
                arguments("slow body", BadStore.slowly(head(200) + "Content-Length: 1000000\r\n\r\n", ' ')),
                arguments("slow chunks", BadStore.slowly(head(200) + "Transfer-Encoding: chunked\r\n\r\nfffff\r\n", ' ')),
                arguments("slow body of unknown length", BadStore.slowly(head(503) + "\r\n", ' ')));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("slowAnswers")
    void slowStore_failsInTime(String name, Answer answer) {
        open(answer, REVOCATION, LONG);

        assertThatThrownBy(() -> put(store, ALICE)).hasFieldOrPropertyWithValue("reason", Reason.REVOCATION_NOT_STORED)
                .hasMessageMatching("The key value store arn:.* did not answer DescribeKeyValueStore "
                        + "\\(SocketTimeoutException: no complete answer in time\\)\\. Check the network");
    }

    static Stream<Arguments> wrongAnswers() {
        String network = "did not answer DescribeKeyValueStore \\(%s\\)\\. Check the network";
        String refused = "CloudFront refused DescribeKeyValueStore .* with status %s\\. %s";
        return Stream.of(
                arguments("5 MB", BadStore.of(200, " ".repeat(5_000_000)), network.formatted("IOException: the answer is .*")),
                arguments("endless", BadStore.endless(head(200) + "\r\n"), network.formatted(".*Exception: .*")),
                arguments("closed", (Answer) (out, request) -> {
                }, network.formatted(".*Exception: .*")),
                arguments("no HTTP", (Answer) (out, request) -> out.write(HTML.getBytes(StandardCharsets.UTF_8)),
                        network.formatted(".*")),
                arguments("ends early", (Answer) (out, request) -> out
                        .write((head(200) + "Content-Length: 99\r\n\r\n{").getBytes(StandardCharsets.UTF_8)),
                        network.formatted(".*Exception: .*")),
                arguments("proxy", BadStore.of(200, HTML), network.formatted("IOException: the answer is not JSON")),
                arguments("empty", BadStore.of(200, EMPTY), network.formatted("IOException: the answer is empty")),
                arguments("without the field", BadStore.of(200, "{}"),
                        network.formatted("IOException: the answer has no TotalSizeInBytes")),
                arguments("500", BadStore.of(500, EMPTY), refused.formatted("500", "Try again later")),
                arguments("full", BadStore.of(402, EMPTY), refused.formatted("402", "Set marks.keep-revocations to .*")),
                arguments("redirect", BadStore.of(302, HTML), refused.formatted("302", "Check marks.store")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongAnswers")
    void wrongAnswer_isReported(String name, Answer answer, String message) throws IOException {
        try (BadStore bad = new BadStore(answer)) {
            StoreClient client = TestStores.client(bad.endpoint(), clock);

            assertThatThrownBy(() -> client.describe(TestStores.later())).isInstanceOf(StoreException.class)
                    .hasFieldOrPropertyWithValue("reason", Reason.REVOCATION_NOT_STORED).hasMessageMatching(".*" + message);
        }
    }

    static Stream<Arguments> explanations() {
        String code = "HTTP/1.1 500 Error\r\nx-amzn-errortype: InternalServerException:http://internal\r\n";
        return Stream.of(
                arguments(BadStore.of(403, "{\"message\":\"Blocked\"}"), "with status 403 (: Blocked). Grant the application "),
                arguments((Answer) (out, request) -> out.write((code + "Content-Length: 0\r\n\r\n").getBytes(
                        StandardCharsets.UTF_8)), "with status 500 (InternalServerException: ). Try again later"),
                arguments(BadStore.of(500, EMPTY), "with status 500. Try again later"));
    }

    @ParameterizedTest
    @MethodSource("explanations")
    void whatTheStoreSays_isReported(Answer answer, String message) throws IOException {
        try (BadStore bad = new BadStore(answer)) {
            StoreClient client = TestStores.client(bad.endpoint(), clock);

            assertThatThrownBy(() -> client.describe(TestStores.later())).hasMessageContaining(message);
        }
    }

    @Test
    void listWithoutItems_isEmpty() throws IOException {
        try (BadStore bad = new BadStore(BadStore.of(200, "{}"))) {
            StoreClient.Page page = TestStores.client(bad.endpoint(), clock).list(null, TestStores.later());

            assertThat(page.entries()).isEmpty();
            assertThat(page.next()).isNull();
        }
    }

    static Stream<Arguments> outages() {
        return Stream.of(arguments("silent", BadStore.SILENT),
                arguments("slow head", BadStore.slowly("HTTP/1.1 200 OK\r\nX: ", 'a')),
                arguments("500", BadStore.of(500, EMPTY)), arguments("full", BadStore.of(402, EMPTY)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outages")
    void nextRevocation_doesNotWait(String name, Answer answer) throws Exception {
        try (KeyValueStandIn cloudFront = new KeyValueStandIn()) {
            open(answer, REVOCATION, LONG);
            CompletableFuture<Void> first = store.put(Map.of(ALICE, "tp9io0")).subscribeAsCompletionStage();
            assertThatThrownBy(() -> first.get(LONG.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
            server.answer(BadStore.forwardedTo(cloudFront.endpoint()));

            // several attempts, because a slow machine may not manage all requests of one within its deadline
            for (int attempts = 0; cloudFront.entries().isEmpty() && attempts < 20; attempts++) {
                store.put(Map.of("all", "tp9io0")).onFailure().recoverWithNull().await().atMost(LONG);
            }
            assertThat(cloudFront.entries()).containsOnlyKeys("all");
        }
    }

    @Test
    void revocationDuringAnOutage_isWrittenAfterIt() throws Exception {
        try (KeyValueStandIn cloudFront = new KeyValueStandIn()) {
            open(BadStore.slowly("HTTP/1.1 200 OK\r\nX: ", 'a'), LONG, LONG);
            CompletableFuture<Void> first = store.put(Map.of(ALICE, "tp9io0")).subscribeAsCompletionStage();
            assertThat(server.isAsked()).isTrue();
            CompletableFuture<Void> second = store.put(Map.of("all", "tp9io0")).subscribeAsCompletionStage();
            server.answer(BadStore.forwardedTo(cloudFront.endpoint()));

            first.get(LONG.toSeconds(), TimeUnit.SECONDS);
            second.get(LONG.toSeconds(), TimeUnit.SECONDS);
            assertThat(cloudFront.entries()).containsOnlyKeys(ALICE, "all");
        }
    }

    /** They have one deadline, although an update has 50 entries only. */
    @Test
    void manyRevocations_failTogether() throws Exception {
        open(BadStore.of(500, EMPTY), REVOCATION, LONG);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < 2000; i++) {
            all.add(store.put(Map.of("u/%016d".formatted(i), "tp9io0")).subscribeAsCompletionStage());
        }

        assertThat(all).allSatisfy(each -> assertThatThrownBy(() -> each.get(LONG.toSeconds(), TimeUnit.SECONDS)).cause()
                .isInstanceOf(StoreException.class));
        // 40 updates, each of which would take a second
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void tooManyRevocations_areRefusedAtOnce() throws Exception {
        open(BadStore.SILENT, LONG, Duration.ofMillis(100));
        CompletableFuture<Void> first = store.put(Map.of(ALICE, "tp9io0")).subscribeAsCompletionStage();
        assertThat(server.isAsked()).isTrue();
        for (int i = 0; i < 10_000; i++) {
            store.put(Map.of(ALICE, "tp9io0")).subscribeAsCompletionStage();
        }

        CompletableFuture<Void> last = store.put(Map.of(ALICE, "tp9io0")).subscribeAsCompletionStage();

        assertThatThrownBy(() -> last.get(LONG.toSeconds(), TimeUnit.SECONDS))
                .hasMessageEndingWith("10000 revocations are already waiting for the key value store. Try again later");
        assertThat(first).isNotDone();
        try (CapturedLog log = CapturedLog.begin(KeyValueRevocationStore.class.getName())) {
            store.close();

            assertThat(log.messages(Level.SEVERE)).singleElement().asString()
                    .endsWith("may be lost: 10001. Revoke these logins again: [" + ALICE + "]");
        }
    }

    @Test
    void requestAfterItsDeadline_isNotSent() throws Exception {
        open(BadStore.of(403, EMPTY), LONG, LONG);
        StoreClient client = TestStores.client(server.endpoint(), clock);

        assertThatThrownBy(() -> client.describe(System.nanoTime() - 1)).hasMessageContaining("no complete answer in time");
    }

    /** Making room in a full store takes as long as its owner needs, and nobody waits for it. */
    @Test
    void fullStoreThatCannotBeListed_failsInTime() throws IOException {
        server = new BadStore((out, request) -> {
            String text = new String(request, StandardCharsets.UTF_8);
            if (text.contains("MaxResults")) {
                BadStore.SILENT.write(out, request);
            } else if (text.startsWith("POST")) {
                BadStore.of(402, EMPTY).write(out, request);
            } else if (text.contains("/keys/")) {
                BadStore.of(404, EMPTY).write(out, request);
            } else {
                BadStore.of(200, "{\"TotalSizeInBytes\":5000000}").write(out, request);
            }
        });
        store = TestStores.open(server.endpoint(), clock, LONG, REVOCATION, LONG);

        CompletableFuture<Void> result = store.put(Map.of(ALICE, "tp9io0")).subscribeAsCompletionStage();

        assertThatThrownBy(() -> result.get(30, TimeUnit.SECONDS))
                .hasMessageEndingWith("Set marks.keep-revocations to a shorter duration");
    }

    /** A list that does not end is left, and what was found is removed. */
    @Test
    @Tag("nightly")
    void listWithoutEnd_isLeft() throws IOException {
        AtomicInteger pages = new AtomicInteger();
        try (BadStore bad = new BadStore((out, request) -> {
            String more = pages.incrementAndGet() < 6000 ? ",\"NextToken\":\"again\"" : "";
            BadStore.of(200, "{\"Items\":[]" + more + "}").write(out, request);
        })) {
            StoreClient client = TestStores.client(bad.endpoint(), clock);
            ExpiredEntries expired = new ExpiredEntries(client, new StoreEditor(client, Runnable::run), TestStores.KEPT, clock);

            assertThat(expired.remove()).isZero();
            assertThat(pages).hasValue(5000);
        }
    }

    static Stream<Arguments> bodies() {
        return Stream.of(200, 302, 400, 402, 403, 404, 409, 412, 429, 500, 503)
                .flatMap(status -> Stream.of(EMPTY, TRUNCATED, HTML, OTHER_JSON, "[1]", "null", "\"text\"", "\0")
                        .map(body -> arguments(status, body)));
    }

    /** Each status, with a body that is not that of the service. */
    @ParameterizedTest
    @MethodSource("bodies")
    void unexpectedBody_isARefusal(int status, String body) throws IOException {
        try (BadStore bad = new BadStore(BadStore.of(status, body))) {
            StoreClient client = TestStores.client(bad.endpoint(), clock);
            long deadline = TestStores.later();

            assertThatThrownBy(() -> client.describe(deadline)).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> client.update(new StoreClient.Version("V1", 0), Map.of(), List.of(), deadline))
                    .isInstanceOf(StoreException.class);
            if (status != 200 || !body.matches("(?s)\\[.*|null|\".*")) {
                assertThatThrownBy(() -> client.list(null, deadline)).as("list").isInstanceOf(StoreException.class);
            }
            if (status == 404) {
                assertThat(client.get(ALICE, deadline)).isEmpty();
            } else {
                assertThatThrownBy(() -> client.get(ALICE, deadline)).isInstanceOf(StoreException.class);
            }
        }
    }

    /** Otherwise, callers that wait on all threads of the application's pool would wait for each other. */
    @Test
    void callersThatHoldTheWholePool_getTheirResult() throws Exception {
        Executor before = Infrastructure.getDefaultExecutor();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        Infrastructure.setDefaultExecutor(pool);
        try (KeyValueStandIn cloudFront = new KeyValueStandIn()) {
            open(BadStore.forwardedTo(cloudFront.endpoint()), LONG, LONG);

            pool.submit(() -> put(store, ALICE)).get(LONG.toSeconds(), TimeUnit.SECONDS);

            assertThat(cloudFront.entries()).containsOnlyKeys(ALICE);
        } finally {
            Infrastructure.setDefaultExecutor(before);
            pool.shutdownNow();
        }
    }

    /** The store answers only after the caller has got its {@code Uni}. */
    @Test
    void caller_doesNotWaitOnItsOwnThread() throws Exception {
        CountDownLatch subscribed = new CountDownLatch(1);
        open((out, request) -> {
            subscribed.await();
            BadStore.of(403, EMPTY).write(out, request);
        }, LONG, LONG);
        store.close();
        store = TestStores.open(server.endpoint(), clock, LONG);

        CompletableFuture<Void> result = store.put(Map.of(ALICE, "tp9io0")).subscribeAsCompletionStage();
        assertThat(server.isAsked()).isTrue();
        assertThat(result).isNotDone();
        subscribed.countDown();

        assertThatThrownBy(() -> result.get(LONG.toSeconds(), TimeUnit.SECONDS)).hasMessageContaining("with status 403");
    }

    @Test
    void endOfTheApplication_tellsWhatIsLost() throws Exception {
        open(BadStore.SILENT, LONG, Duration.ofMillis(100));
        List<CompletableFuture<Void>> all = new ArrayList<>();
        all.add(store.put(Map.of(ALICE, "tp9io0")).subscribeAsCompletionStage());
        assertThat(server.isAsked()).isTrue();
        all.add(store.put(Map.of("u/aaaaaaaaaaaaaaa-", "tp9io0")).subscribeAsCompletionStage());
        all.add(store.put(Map.of("all", "tp9io0")).subscribeAsCompletionStage());

        try (CapturedLog log = CapturedLog.begin(KeyValueRevocationStore.class.getName())) {
            store.close();

            assertThat(log.messages(Level.SEVERE)).containsExactly(
                    "The application shut down before the key value store answered. Number of revocations that may be lost: 3. "
                            + "Revoke these logins again: [all, u/aaaaaaaaaaaaaaa-, " + ALICE + "]");
        }
        for (CompletableFuture<Void> each : all) {
            assertThatThrownBy(() -> each.get(LONG.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void productionStores_writeToTheConfiguredEndpoint_untilTheyAreClosed() {
        Map<String, String> settings = Map.of("aws.accessKeyId", "AKIDEXAMPLE", "aws.secretAccessKey", "topsecret");
        settings.forEach(System::setProperty);
        try (KeyValueStandIn cloudFront = new KeyValueStandIn()) {
            System.setProperty("aws.endpointUrlCloudFrontKeyValueStore", cloudFront.endpoint().toString());
            KeyValueRevocationStores stores = new KeyValueRevocationStores();
            stores.close();
            RevocationStore replaced = stores.open(KeyValueStandIn.ARN, TestStores.KEPT);
            RevocationStore current = stores.open(KeyValueStandIn.ARN, TestStores.KEPT);

            assertThatThrownBy(() -> put(replaced, ALICE)).hasMessageContaining("shutting down");
            put(current, ALICE);
            assertThat(cloudFront.entries()).containsOnlyKeys(ALICE);
            assertThat(Thread.getAllStackTraces().keySet()).filteredOn(
                    thread -> thread.getName().equals("cloudfront-signer-revocations")).isNotEmpty().allMatch(Thread::isDaemon);
            stores.close();
            assertThatThrownBy(() -> put(current, ALICE)).hasMessageContaining("shutting down");
        } finally {
            settings.keySet().forEach(System::clearProperty);
            System.clearProperty("aws.endpointUrlCloudFrontKeyValueStore");
        }
    }

    @Test
    void endOfTheApplication_canBeInterrupted() {
        open(BadStore.SILENT, LONG, LONG);
        store.put(Map.of(ALICE, "tp9io0")).subscribeAsCompletionStage();
        Thread.currentThread().interrupt();

        store.close();

        assertThat(Thread.interrupted()).isTrue();
        store = null;
    }

    /** The caller waits for 20 seconds, and is still told the reason. */
    @Test
    @Tag("nightly")
    void productionStore_failsBeforeItsCallerGivesUp() throws Exception {
        server = new BadStore(BadStore.slowly("HTTP/1.1 200 OK\r\nX: ", 'a'));
        Map<String, String> settings = Map.of("aws.accessKeyId", "AKIDEXAMPLE", "aws.secretAccessKey", "topsecret",
                "aws.endpointUrlCloudFrontKeyValueStore", server.endpoint().toString());
        settings.forEach(System::setProperty);
        KeyValueRevocationStores stores = new KeyValueRevocationStores();
        try (CapturedLog log = CapturedLog.begin(KeyValueRevocationStore.class.getName())) {
            RevocationStore opened = stores.open(KeyValueStandIn.ARN, TestStores.KEPT);

            assertThatThrownBy(() -> opened.put(Map.of(ALICE, "tp9io0")).await().atMost(KeyValueStores.TIMEOUT))
                    .isInstanceOf(StoreException.class).hasMessageContaining("no complete answer in time");
            CompletableFuture<Void> last = opened.put(Map.of("all", "tp9io0")).subscribeAsCompletionStage();
            assertThat(server.isAsked()).isTrue();
            stores.close();
            assertThat(log.messages(Level.SEVERE)).singleElement().asString()
                    .endsWith("may be lost: 1. Revoke these logins again: [all]");
            assertThatThrownBy(() -> last.get(LONG.toSeconds(), TimeUnit.SECONDS)).hasMessageContaining("shutting down");
        } finally {
            settings.keySet().forEach(System::clearProperty);
        }
    }
}
