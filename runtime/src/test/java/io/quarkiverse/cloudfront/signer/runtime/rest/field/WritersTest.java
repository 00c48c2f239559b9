package io.quarkiverse.cloudfront.signer.runtime.rest.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.WebApplicationException;

import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.TestContainer;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldFailure;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldSigner;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldWrite;
import io.quarkiverse.cloudfront.signer.runtime.field.TestFields;
import io.quarkiverse.cloudfront.signer.runtime.rest.TestRequest;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;

class WritersTest {

    record Picture(String url) {
    }

    /** Writes a body. */
    private interface Writer {

        void write(FieldBodies bodies, OutputStream target) throws IOException;
    }

    private static final Picture PICTURE = new Picture("/a.jpg");

    private final FieldBodies bodies = TestFields.responding(Picture.class);
    private final FieldBodies idle = TestFields.idle(Picture.class);
    private final ByteArrayOutputStream response = new ByteArrayOutputStream();

    @BeforeEach
    void detectEventLoop() {
        EventLoop.detect();
    }

    /** As a JSON library. */
    private static void json(FieldBodies bodies, OutputStream target) throws IOException {
        target.write(bodies.sign(TestFields.PLAIN, "Picture#url", PICTURE.url(), () -> "").toString()
                .getBytes(StandardCharsets.UTF_8));
    }

    private static void byHand(FieldBodies bodies, OutputStream target) throws IOException {
        target.write(("\"" + PICTURE.url() + "\"").getBytes(StandardCharsets.UTF_8));
    }

    private static void brokenJson(FieldBodies bodies, OutputStream target) throws IOException {
        json(bodies, target);
        throw new IOException("broken");
    }

    private InvocationContext call(FieldBodies of, Object entity, Object target, Writer writer) {
        Object[][] parameters = { { entity, target } };
        return Stub.of(InvocationContext.class, Map.of("getParameters", none -> parameters[0], "setParameters",
                set -> parameters[0] = (Object[]) set[0], "getTarget", none -> Stub.of(ServerMessageBodyWriter.class, Map.of()),
                "proceed",
                none -> {
                    try {
                        writer.write(of, target(parameters[0][1]));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return null;
                }));
    }

    private OutputStream target(Object parameter) throws IOException {
        return parameter instanceof OutputStream stream ? stream
                : parameter instanceof TestRequest request ? request.getOrCreateOutputStream() : response;
    }

    private void write(FieldBodies of, Writer writer) throws Exception {
        // a client proxy knows the current request, which does not belong to Quarkus REST here
        try (TestContainer container = TestContainer.start()) {
            new FieldWriter(Stub.instance(of)).write(call(of, PICTURE, response, writer));
        }
    }

    @Test
    void body_isSigned() throws Exception {
        write(bodies, WritersTest::json);

        assertThat(response.toString()).startsWith("https://media.example.com/a.jpg?").contains("Signature=");
        assertThat(bodies.begin(new FieldWrite(bodies.signer(null, true)))).as("a body that is still written").isNull();
        bodies.begin(null);
    }

    private Exchange respond(Writer writer) throws Exception {
        Exchange exchange = new Exchange();
        try (TestContainer container = TestContainer.start(); TestRequest request = new TestRequest(exchange)) {
            request.setProperty(FieldSigner.class.getName(), bodies.signer(null, true));
            new FieldWriter(Stub.instance(bodies)).write(call(bodies, PICTURE, request, writer));
        } catch (FieldFailure | UncheckedIOException e) {
            return exchange;
        }
        return exchange;
    }

    @Test
    void responseBody_isSentInOnePiece() throws Exception {
        assertThat(respond((of, target) -> {
            for (int i = 0; i < 1000; i++) {
                json(of, target);
            }
        }).body()).hasSizeGreaterThan(100_000).startsWith("https://media.example.com/a.jpg?").contains("Signature=");
    }

    @Test
    void failedResponseBody_isNotSent() throws Exception {
        assertThat(respond(WritersTest::brokenJson).context().response().headWritten()).isFalse();
        assertThat(respond(WritersTest::byHand).context().response().headWritten()).isFalse();
    }

    @Test
    void failedBody_isNotSent() {
        assertThatThrownBy(() -> write(bodies, WritersTest::brokenJson)).hasRootCauseMessage("broken");
        assertThat(response.size()).isZero();
    }

    @Test
    void bodyThatNobodySigned_isNotSent() {
        assertThatThrownBy(() -> write(bodies, WritersTest::byHand)).isInstanceOf(FieldFailure.class)
                .hasMessageContaining("none was signed");
        assertThat(response.size()).isZero();
    }

    @Test
    void responseThatAWriterHasSentItself_isNotSentAgain() throws Exception {
        Exchange exchange = new Exchange();
        try (TestContainer container = TestContainer.start(); TestRequest request = new TestRequest(exchange)) {
            request.setProperty(FieldSigner.class.getName(), bodies.signer(null, true));
            new FieldWriter(Stub.instance(bodies)).write(call(bodies, PICTURE, request, (of, target) -> exchange.respond(200)));
        }
        assertThat(exchange.body()).isNull();
    }

    @Test
    void bodyThatNoMethodReturned_isPlain() throws Exception {
        write(idle, WritersTest::json);

        assertThat(response).hasToString("/a.jpg");
    }

    private Object read(boolean wrapped) throws Exception {
        return new FieldReader(Stub.instance(idle)).read(Stub.of(InvocationContext.class, Map.of("proceed", none -> {
            try {
                idle.read(Content.URL, "url", "/a.jpg?Expires=1&Signature=secret&Key-Pair-Id=K");
            } catch (FieldFailure e) {
                throw wrapped ? new IllegalStateException(e) : new UncheckedIOException(e);
            }
            return "read";
        })));
    }

    /** JSON-B wraps the reason. */
    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void signedUrlInARequest_isABadRequest(boolean wrapped) {
        assertThatThrownBy(() -> read(wrapped)).isInstanceOfSatisfying(WebApplicationException.class, failure -> {
            assertThat(failure.getResponse().getStatus()).isEqualTo(400);
            assertThat(failure.getResponse().getEntity()).asString().contains("The field \"url\" contains a signed URL")
                    .doesNotContain("secret");
        });
        assertThatCode(() -> idle.read(Content.URL, "url", "/a.jpg?Signature=x")).doesNotThrowAnyException();
    }

    /** Without any text, there is no URL. */
    @Test
    void bodyWithoutText_isSent() throws Exception {
        Writer number = (of, target) -> target.write('1');
        write(bodies, number);

        assertThat(response).hasToString("1");
        assertThat(respond(number).body()).isEqualTo("1");
    }

    @Test
    void otherRequestBody_isReadAsItWouldBeOtherwise() throws Exception {
        FieldReader reader = new FieldReader(Stub.instance(idle));
        IllegalStateException failure = new IllegalStateException("broken");

        assertThat(reader.read(Stub.of(InvocationContext.class, Map.of("proceed", none -> "read")))).isEqualTo("read");
        assertThatThrownBy(() -> reader.read(Stub.of(InvocationContext.class, Map.of("proceed", none -> {
            throw failure;
        })))).isSameAs(failure);
    }
}
