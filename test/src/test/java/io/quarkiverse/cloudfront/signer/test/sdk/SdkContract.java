package io.quarkiverse.cloudfront.signer.test.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.edge.Distribution;
import io.quarkiverse.cloudfront.edge.Edge;
import io.quarkiverse.cloudfront.edge.EdgeOptions;
import io.quarkiverse.cloudfront.edge.Origin;
import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;
import io.quarkiverse.cloudfront.edge.explain.ExplainedRequest;
import io.quarkiverse.cloudfront.edge.explain.Explainer;
import io.quarkiverse.cloudfront.edge.explain.Explanation;
import io.quarkiverse.cloudfront.edge.explain.KnownKey;
import io.quarkiverse.cloudfront.signer.test.CloudFrontVerifier;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * The local edge serves what an AWS SDK signs, the verifier accepts it, and the explanation says so; and all three refuse it
 * after any change.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SdkContract {

    static final Instant NOW = Instant.parse("2026-11-24T14:00:00Z");
    static final Instant LATER = NOW.plusSeconds(900);
    static final String SPECIAL = "$&+,:;=@.txt";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private Edge edge;
    private List<SdkSignature> signatures;

    /** Signatures for {@code /private/a.txt?size=m} that expire at {@link #LATER}. */
    abstract List<SdkSignature> sign(URI site, SdkKeys keys) throws IOException, InterruptedException;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException, InterruptedException {
        Path origin = Files.createDirectories(directory.resolve("origin"));
        for (String file : List.of("private/a.txt", "other/a.txt", "private/" + SPECIAL)) {
            Files.createDirectories(origin.resolve(file).getParent());
            Files.writeString(origin.resolve(file), "content");
        }
        SdkKeys keys = SdkKeys.writeTo(directory);
        edge = await(Edge.start(vertx, Distribution.builder(Origin.directory(origin))
                .defaultBehavior(CacheBehavior.restricted("*", SdkKeys.GROUP)).build(),
                EdgeOptions.defaults().withClock(Clock.fixed(NOW, ZoneOffset.UTC))));
        signatures = sign(edge.url(), keys);
    }

    @AfterAll
    void stop() {
        await(edge.close());
        await(vertx.close());
    }

    Stream<SdkSignature> signatures() {
        return signatures.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signatures")
    void signature_isAcceptedByEdgeVerifierAndExplanation(SdkSignature signature) throws IOException, InterruptedException {
        assertThat(status(signature)).isEqualTo(200);
        verify(signature);
        Explanation explanation = explain(signature);
        assertThat(explanation.outcome()).isEqualTo(Explanation.Outcome.ALLOWED);
        assertThat(explanation.checks()).extracting(Explanation.Check::sentence)
                .contains("valid, made with " + signature.scheme());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signatures")
    void signatureWithAMistake_isRefusedByEdgeVerifierAndExplanation(SdkSignature signature)
            throws IOException, InterruptedException {
        for (Mistake mistake : Mistake.ALL) {
            SdkSignature wrong = mistake.change().apply(signature);
            assertThat(wrong).as(mistake.name()).isNotEqualTo(signature);
            assertThatThrownBy(() -> verify(wrong)).as(mistake.name()).isInstanceOf(AssertionError.class);
            if (wrong.url().startsWith(edge.url() + "/")) {
                assertThat(status(wrong)).as(mistake.name()).isEqualTo(403);
            }
            Explanation explanation = explain(wrong);
            assertThat(explanation.outcome()).as(mistake.name()).isEqualTo(Explanation.Outcome.REFUSED);
            assertThat(explanation.sentence()).as(mistake.name())
                    .matches(signature.isCanned() ? mistake.canned() : mistake.custom());
        }
    }

    int status(SdkSignature signature) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(signature.url()));
        if (!signature.cookies().isEmpty()) {
            request.header("Cookie", signature.cookies());
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private void verify(SdkSignature signature) {
        CloudFrontVerifier verifier = CloudFrontVerifier.of(edge.url()).at(NOW);
        for (var key : SdkKeys.GROUP.keys().entrySet()) {
            verifier = verifier.trusting(key.getKey(), key.getValue());
        }
        if (signature.cookies().isEmpty()) {
            verifier.assertSigned(signature.url());
        } else {
            verifier.assertCookies(Stream.of(signature.cookies().split("; ")).map(cookie -> cookie + "; Path=/").toList())
                    .opens(signature.url());
        }
    }

    private Explanation explain(SdkSignature signature) {
        List<KnownKey> keys = SdkKeys.GROUP.keys().entrySet().stream().map(key -> new KnownKey(key.getKey(), "SDK",
                Optional.of(key.getValue()), true, Optional.empty())).toList();
        return new Explainer(keys, Set.of(edge.url().getAuthority())).explain(
                new ExplainedRequest(signature.url(), signature.cookies(), Optional.empty(), NOW, "127.0.0.1"));
    }

    private static <T> T await(Future<T> future) {
        CompletionStage<T> stage = future.toCompletionStage();
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
