package io.quarkiverse.cloudfront.signer.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.edge.Distribution;
import io.quarkiverse.cloudfront.edge.Edge;
import io.quarkiverse.cloudfront.edge.EdgeOptions;
import io.quarkiverse.cloudfront.edge.Origin;
import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;
import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.fixtures.LogCapture;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.TestKey;
import io.quarkiverse.cloudfront.signer.runtime.TestSigners;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSource;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** The self-test asks a local edge, which trusts the key pair K1. */
class SelfTestTest {

    private static final KeyPair K1 = NewKey.p256Pair();

    @TempDir
    private static Path origin;

    private static Vertx vertx;
    private static Edge edge;

    private final SteppedClock clock = new SteppedClock(Instant.now().toString());

    @BeforeAll
    static void startEdge() throws IOException {
        EventLoop.detect();
        vertx = Vertx.vertx();
        Files.writeString(origin.resolve("probe.txt"), "served");
        edge = start(new KeyGroup("media", Map.of("K1", K1.getPublic())));
    }

    private static Edge start(KeyGroup trusted) {
        return await(Edge.start(vertx, Distribution.builder(Origin.directory(origin))
                .defaultBehavior(CacheBehavior.restricted("*", trusted)).build(), EdgeOptions.defaults()));
    }

    @AfterAll
    static void stopEdge() {
        await(edge.close());
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private SelfTest test(URI url, String keyPairId, KeyPair pair, String resource) {
        return TestSigners.signers(clock, null, "url=" + url, "key-pair-id=" + keyPairId,
                "private-key=" + NewKey.pem(pair.getPrivate()), "probe-resource=" + resource).selfTests().get(0);
    }

    private static ProbeResult run(SelfTest test) {
        test.run();
        return test.last();
    }

    @Test
    void fileThatIsServed() {
        SelfTest test = test(edge.url(), "K1", K1, "/probe.txt");
        assertThat(test.last()).isNull();
        assertThat(test.period()).isEqualTo(Duration.ofMinutes(5));
        try (LogCapture log = new LogCapture(SelfTest.class)) {
            ProbeResult result = run(test);

            assertThat(result).isEqualTo(new ProbeResult(ProbeResult.Outcome.SERVED, "206", clock.instant()));
            assertThat(log.take()).containsExactly("INFO The default signer: the self-test with /probe.txt succeeds");
            clock.advance(Duration.ofSeconds(20));
            assertThat(run(test)).as("since the first time").isEqualTo(result);
            assertThat(test.count(ProbeResult.Outcome.SERVED)).isEqualTo(2);
        }
    }

    @Test
    void keyOfAnotherPair_isNoticed_andItsRepair() {
        KeyPair wrong = NewKey.p256Pair();
        try (LogCapture log = new LogCapture(SelfTest.class)) {
            Edge broken = start(new KeyGroup("media", Map.of("K1", wrong.getPublic())));
            SelfTest test = test(URI.create("http://localhost:" + broken.port()), "K1", K1, "/probe.txt");
            String expected = "403 AccessDenied: the signature does not match. Check whether the private key belongs to key "
                    + "pair K1, and whether url is the host that viewers use";

            assertThat(run(test)).isEqualTo(new ProbeResult(ProbeResult.Outcome.ACCESS_DENIED, expected, clock.instant()));
            run(test);
            assertThat(log.take()).as("once").containsExactly("WARN The default signer: the self-test with /probe.txt failed. "
                    + expected);

            int port = broken.port();
            await(broken.close());
            ProbeResult unreachable = run(test);
            assertThat(unreachable.outcome()).isEqualTo(ProbeResult.Outcome.UNREACHABLE);
            // a port that is being closed can still accept a connection, and reset it
            assertThat(unreachable.explanation().replace("SocketException", "ConnectException"))
                    .isEqualTo("the distribution did not answer (ConnectException). Check url, DNS, "
                            + "and the network of the application");

            Edge repaired = await(Edge.start(vertx, Distribution.builder(Origin.directory(origin)).defaultBehavior(CacheBehavior
                    .restricted("*", new KeyGroup("media", Map.of("K1", K1.getPublic())))).build(),
                    EdgeOptions.defaults().withPort(port)));
            assertThat(run(test).isServed()).isTrue();
            assertThat(log.take()).hasSize(2).noneMatch(message -> message.contains("Signature"))
                    .contains("INFO The default signer: the self-test with /probe.txt succeeds");
            await(repaired.close());
        }
    }

    @Test
    @Tag("nightly")
    void distributionThatDoesNotAnswer_isNoticedInTime() throws IOException {
        // accepts connections, and never reads
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            ProbeResult result = run(test(URI.create("http://localhost:" + silent.getLocalPort()), "K1", K1, "/probe.txt"));

            assertThat(result.outcome()).isEqualTo(ProbeResult.Outcome.UNREACHABLE);
            assertThat(result.explanation()).startsWith("the distribution did not answer (SocketTimeoutException)");
        }
    }

    @Test
    void keyPairThatIsNotTrusted_isNoticed() {
        ProbeResult result = run(test(edge.url(), "K2", K1, "/probe.txt"));

        assertThat(result.outcome()).isEqualTo(ProbeResult.Outcome.INVALID_KEY);
        assertThat(result.explanation()).isEqualTo("403 InvalidKey: the cache behavior does not trust a key group with the "
                + "public key K2. Add it to the key group, or correct key-pair-id");
    }

    @Test
    void fileThatDoesNotExist_isNotAMatterOfSignatures() {
        ProbeResult result = run(test(edge.url(), "K1", K1, "/none.txt"));

        assertThat(result.outcome()).isEqualTo(ProbeResult.Outcome.ORIGIN);
        assertThat(result.explanation())
                .contains(": CloudFront accepted the signature, but the origin did not deliver the file");
    }

    @Test
    void clockThatIsSlow_isNoticed() {
        clock.advance(Duration.ofHours(-1));
        ProbeResult result = run(test(edge.url(), "K1", K1, "/probe.txt"));

        assertThat(result.outcome()).isEqualTo(ProbeResult.Outcome.ACCESS_DENIED);
        assertThat(result.explanation())
                .matches("403 AccessDenied: the clock of this machine is (3599|360\\d) seconds slow, so the "
                        + "URL is not valid yet or has expired");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "403|<Error><Code>AccessDenied</Code></Error>|-3600|ACCESS_DENIED|403 AccessDenied: the clock of this machine is 3600 "
                    + "seconds slow, so the URL is not valid yet or has expired",
            "403|<Error><Code>AccessDenied</Code></Error>|-30|ACCESS_DENIED|403 AccessDenied: the signature does not match.",
            "200|''|90|SERVED|200; the clock of this machine is 90 seconds fast",
            "416|''|0|SERVED|416",
            "403|<Error><Code>AccessDenied</Code><RequestId>1</RequestId></Error>|0|ORIGIN|403 AccessDenied: CloudFront accepted",
            "403|<Error><Code>MissingKey</Code></Error>|0|MISSING_KEY|403 MissingKey: CloudFront did not see a signature.",
            "403|<Error><Code>MalformedPolicy</Code></Error>|0|MALFORMED|403 MalformedPolicy: CloudFront cannot read the policy",
            "403|<Error><Code>MalformedSignature</Code></Error>|0|MALFORMED|403 MalformedSignature: CloudFront cannot read the policy",
            "403|<html><RequestId>1</RequestId>|0|FORBIDDEN|403: a firewall or an error page of the distribution hides",
            "500|<Error><Code>InternalError</Code><RequestId>1</RequestId></Error>|0|OTHER_STATUS|500: this response has "
                    + "nothing to do",
            "403|<Error><Code>Other</Code></Error>|0|FORBIDDEN|403 Other: a firewall or an error page of the distribution hides",
            "403|<html>a firewall</html>|0|FORBIDDEN|403: a firewall or an error page of the distribution hides the reason. "
                    + "Use cloudfront-signer explain to find out what is wrong with a signed URL",
            "302|''|0|OTHER_STATUS|302: this response has nothing to do with the signature" })
    void answer_isExplained(int status, String body, long seconds, ProbeResult.Outcome outcome, String explanation) {
        ProbeAnswer answer = new ProbeAnswer(status, body, false, Duration.ofSeconds(seconds));

        assertThat(answer.outcome()).isEqualTo(outcome);
        assertThat(answer.explain("K1")).startsWith(explanation);
    }

    /** At night, the words of the page are compared with the row. */
    @Test
    void row_hasTheWordsOfTheRunbook() throws IOException {
        String page = Files.readString(Path.of("../docs/modules/ROOT/pages/runbooks.adoc"));
        String forbidden = page.substring(page.indexOf("[#forbidden]"), page.indexOf("[#kms]"));
        Stream<String> answers = Stream.of("MissingKey", "InvalidKey", "AccessDenied", "MalformedPolicy").map(code -> row(
                new ProbeAnswer(403, "<Error><Code>" + code + "</Code></Error>", false, Duration.ofSeconds(-3600))));
        List<String> rows = Stream.concat(answers, Stream.of(ProbeResult.Outcome.values())
                .map(outcome -> new ProbeResult(outcome, "", clock.instant()).describe())).toList();

        assertThat(row(new ProbeAnswer(206, "", false, Duration.ZERO))).isEqualTo("served: 206; since " + clock.instant());
        assertThat(found("the row of the self-test begins with `(\\w+)`", page)).hasSize(2).containsOnly("served");
        assertThat(found("\n\n\\|.*?`(\\w+)`", forbidden)).hasSizeGreaterThan(5)
                .allSatisfy(word -> assertThat(rows).anyMatch(row -> row.matches("WARNING: (.* )?" + word + ":.*")));
        assertThat(found("whose row says `(.+?)`", page)).hasSize(1)
                .allSatisfy(words -> assertThat(rows).anyMatch(row -> row.contains(words)));
    }

    private String row(ProbeAnswer answer) {
        return new ProbeResult(answer.outcome(), answer.explain("K1"), clock.instant()).describe();
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(word -> word.group(1)).toList();
    }

    /** Sites map a 403 to their first page, with status 200. */
    @Test
    void errorPageWithStatus200_isNotTheFile() {
        assertThat(new ProbeAnswer(200, "", true, Duration.ZERO).outcome()).isEqualTo(ProbeResult.Outcome.FORBIDDEN);
    }

    @Test
    void signerThatCannotSign_isNoticed() {
        TestKey key = new TestKey("K1", SigningKey.Algorithm.ECDSA_SHA256,
                policy -> Uni.createFrom().failure(new IllegalStateException("the vault is sealed")));
        Signers signers = TestSigners.signers(clock, key, "url=" + edge.url(), "probe-resource=/probe.txt");

        ProbeResult result = run(signers.selfTests().get(0));

        assertThat(result.outcome()).isEqualTo(ProbeResult.Outcome.NOT_SIGNED);
        assertThat(result.explanation()).isEqualTo("the signer could not sign: KEY_UNAVAILABLE");
    }

    @ParameterizedTest
    @CsvSource({ "/films/*,5m,probe-resource must be one file", "probe.txt,5m,probe-resource must be one file",
            "https://other.example/probe.txt,5m,probe-resource must be one file",
            "/a.txt,9s,probe-period is PT9S; it must be at" })
    void wrongConfiguration_failsTheStart(String resource, String period, String message) {
        assertThatThrownBy(() -> TestSigners.signers(clock, null, "probe-resource=" + resource, "probe-period=" + period))
                .isInstanceOf(ConfigurationException.class).hasMessageContaining("quarkus.cloudfront-signer." + message);
    }

    /** There is no user, and CloudFront's function refuses requests without a mark. */
    @Test
    void applicationWithMarks_marksTheRequestAsThatOfAnAnonymousViewer() throws Exception {
        MarkSource marks = Stub.of(MarkSource.class, Map.of("secret", none -> new MarkSecret(new byte[32])));
        BlockingQueue<String> targets = new LinkedBlockingQueue<>();
        Edge listening = await(Edge.start(vertx, Distribution.builder(Origin.directory(origin)).defaultBehavior(CacheBehavior
                .restricted("*", new KeyGroup("media", Map.of("K1", K1.getPublic())))).build(),
                EdgeOptions.defaults().withListener(event -> targets.add(event.target()))));
        ConfiguredSigner signer = TestSigners.marking(clock, marks, "url=" + listening.url(), "key-pair-id=K1",
                "private-key=" + NewKey.pem(K1.getPrivate()));

        assertThat(run(new SelfTest(signer, null, "/probe.txt", Duration.ofMinutes(5))).isServed()).isTrue();

        assertThat(targets.poll(30, TimeUnit.SECONDS))
                .startsWith("/probe.txt?mark=" + marks.secret().pseudonym("", "") + ".");
        await(listening.close());
    }

    /** The name service may not know the domain, so the test only knows that the URL could be signed. */
    @Test
    void signerWithTenants_testsTheFileOfOne() {
        String url = "http://{claim.tenant}.localhost:" + edge.port();
        SelfTest test = TestSigners.signers(clock, null, "url=" + url, "key-pair-id=K1", "private-key="
                + NewKey.pem(K1.getPrivate()), "probe-resource=http://acme.localhost:" + edge.port() + "/probe.txt")
                .selfTests().get(0);

        assertThat(run(test).outcome()).isIn(ProbeResult.Outcome.SERVED, ProbeResult.Outcome.UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/probe.txt", "https://acme.example.com/probe.txt", "https://{claim.tenant}.media.example.com/a",
            "https://acme.media.example.com/*" })
    void resourceOfNoTenant_failsTheStart(String resource) {
        assertThatThrownBy(() -> TestSigners.signers(clock, null, "url=https://{claim.tenant}.media.example.com",
                "probe-resource=" + resource)).isInstanceOf(ConfigurationException.class).hasMessageContaining(
                        "quarkus.cloudfront-signer.probe-resource must be the URL of one file of a tenant, such as "
                                + "https://acme.media.example.com/probe.txt, because each tenant has its own domain");
    }

    @Test
    void signers_haveNoSelfTestByDefault() {
        assertThat(TestSigners.signers(clock, null).selfTests()).isEmpty();
    }
}
