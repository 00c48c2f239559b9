package io.quarkiverse.cloudfront.signer.deployment.integration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.fixtures.TestSignatures;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * A signature of a remote key has a span, as a child of the request's span and a parent of the key's own spans.
 */
@Tag("nightly")
class TracingTest {

    private static final String SPAN = "cloudfront sign";

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Resource.class, Keys.class, Spans.class, TestSignatures.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-opentelemetry",
                    System.getProperty("version.quarkus"))))
            // the spans are only exported to this test
            .overrideConfigKey("quarkus.otel.traces.exporter", "none")
            .overrideConfigKey("quarkus.cloudfront-signer.\"kms\".url", "https://kms.example")
            // so that each test finds its span
            .overrideConfigKey("quarkus.cloudfront-signer.\"kms\".signature-cache.max-size", "0")
            .overrideConfigKey("quarkus.cloudfront-signer.\"failing\".url", "https://failing.example");

    @Inject
    InMemorySpanExporter spans;

    @BeforeEach
    void forget() {
        spans.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = { "blocking", "uni" })
    void remoteSignature_hasASpanWithinTheRequest(String path) {
        given().get("/trace/" + path).then().statusCode(200);

        SpanData request = span("GET /trace/" + path);
        SpanData signing = span(SPAN);
        assertThat(signing.getTraceId()).isEqualTo(request.getTraceId());
        assertThat(signing.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(signing.getKind()).isEqualTo(SpanKind.INTERNAL);
        assertThat(signing.getAttributes().asMap()).containsOnly(
                entry(AttributeKey.stringKey("cloudfront.signer"), "kms"),
                entry(AttributeKey.stringKey("cloudfront.key_pair_id"), "KKMS"),
                entry(AttributeKey.stringKey("cloudfront.algorithm"), "ECDSA_SHA256"));
        assertThat(signing.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(span("call of the KMS").getParentSpanId()).as("the key's own span").isEqualTo(signing.getSpanId());
    }

    @Test
    void workAfterASignature_isPartOfTheRequestSpan() {
        given().get("/trace/async").then().statusCode(200);

        assertThat(span("after").getParentSpanId()).isEqualTo(span("GET /trace/async").getSpanId());
        assertThat(span("after").getStartEpochNanos()).isGreaterThanOrEqualTo(span(SPAN).getStartEpochNanos());
    }

    @Test
    void failedSignature_failsItsSpan() {
        given().get("/trace/failing").then().statusCode(500);

        SpanData signing = span(SPAN);
        assertThat(signing.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(signing.getStatus().getDescription())
                .endsWith("the SigningKey of key pair KFAILING did not return a signature");
        assertThat(signing.getEvents()).singleElement().satisfies(event -> assertThat(event.getName()).isEqualTo("exception"));
    }

    /** More people can see the traces than may have the URL. */
    @Test
    void spans_haveNoSignature() {
        given().get("/trace/uni").then().statusCode(200);

        assertThat(span(SPAN).toString()).doesNotContain("a.txt").doesNotContain("Signature=").doesNotContain("MAYCAQECAQE");
    }

    private SpanData span(String name) {
        return await().atMost(60, TimeUnit.SECONDS).until(() -> spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name)).findFirst(), Optional::isPresent).orElseThrow();
    }

    @Singleton
    public static class Spans {

        @Produces
        @Singleton
        InMemorySpanExporter exporter() {
            return InMemorySpanExporter.create();
        }

        @Produces
        @Singleton
        SpanProcessor processor(InMemorySpanExporter exporter) {
            return SimpleSpanProcessor.create(exporter);
        }
    }

    record Key(String keyPairId, Uni<byte[]> signature) implements SigningKey {

        @Override
        public Algorithm algorithm() {
            return Algorithm.ECDSA_SHA256;
        }

        @Override
        public Uni<byte[]> sign(byte[] policy) {
            return signature;
        }
    }

    @Singleton
    public static class Keys {

        /** It completes on another thread, like a client of AWS. */
        @Produces
        @Singleton
        @SignerName("kms")
        SigningKey kms(Tracer tracer) {
            return new Key("KKMS", Uni.createFrom().deferred(() -> {
                tracer.spanBuilder("call of the KMS").startSpan().end();
                return Uni.createFrom().item(TestSignatures.ecdsa()).emitOn(Infrastructure.getDefaultWorkerPool());
            }));
        }

        @Produces
        @Singleton
        @SignerName("failing")
        SigningKey failing() {
            return new Key("KFAILING", Uni.createFrom().failure(new IllegalStateException("the HSM is on fire")));
        }
    }

    @PermitAll
    @Path("/trace")
    public static class Resource {

        private final CloudFrontSigner kms;
        private final Tracer tracer;

        Resource(@SignerName("kms") CloudFrontSigner kms, Tracer tracer) {
            this.kms = kms;
            this.tracer = tracer;
        }

        @GET
        @Path("blocking")
        @SignedResource(signer = "kms")
        public String blocking() {
            return "/blocking/a.txt";
        }

        @GET
        @Path("uni")
        @SignedResource(signer = "kms")
        public Uni<String> uni() {
            return Uni.createFrom().item("/uni/a.txt");
        }

        @GET
        @Path("async")
        @NonBlocking
        public Uni<String> async() {
            return kms.signAsync(kms.policy("/async/*").build()).map(signed -> {
                tracer.spanBuilder("after").startSpan().end();
                return signed.keyPairId();
            });
        }

        @GET
        @Path("failing")
        @SignedResource(signer = "failing")
        public String failing() {
            return "/a.txt";
        }
    }
}
