package io.quarkiverse.cloudfront.signer.runtime.rest.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;

import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.TestContainer;
import io.quarkiverse.cloudfront.signer.runtime.member.MemberSigner;
import io.quarkiverse.cloudfront.signer.runtime.member.TestMembers;
import io.quarkiverse.cloudfront.signer.runtime.member.WriteContexts;
import io.quarkiverse.cloudfront.signer.runtime.member.json.MemberFailure;
import io.quarkiverse.cloudfront.signer.runtime.rest.TestRequest;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;

class WritersTest {

    record Picture(String url) {
    }

    /** Writes a body. */
    private interface Writer {

        void write(WriteContexts objects, OutputStream target) throws IOException;
    }

    private static final Picture PICTURE = new Picture("/a.jpg");

    private final WriteContexts objects = TestMembers
            .responding(List.of(TestMembers.member(Picture.class, "url", true)), Picture.class);
    private final WriteContexts idle = TestMembers.idle(List.of(TestMembers.member(Picture.class, "url", true)),
            Picture.class);
    private final ByteArrayOutputStream response = new ByteArrayOutputStream();

    @BeforeEach
    void detectEventLoop() {
        EventLoop.detect();
    }

    /** As a JSON library whose serializers are watched. */
    private static void json(WriteContexts objects, OutputStream target) throws IOException {
        if (objects.current() != null) {
            objects.current().guard(PICTURE);
        }
        target.write(objects.write(0, PICTURE.url()).toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void byHand(WriteContexts objects, OutputStream target) throws IOException {
        target.write(PICTURE.url().getBytes(StandardCharsets.UTF_8));
    }

    /** Text that it logs or hashes is not a body. */
    private static void byHandAfterJson(WriteContexts objects, OutputStream target) throws IOException {
        json(objects, new ByteArrayOutputStream());
        byHand(objects, target);
    }

    private static void brokenJson(WriteContexts objects, OutputStream target) throws IOException {
        json(objects, target);
        throw new IOException("broken");
    }

    private InvocationContext call(WriteContexts of, Object entity, Object target, Writer writer) {
        Object[][] parameters = { { entity, target } };
        return Stub.of(InvocationContext.class, Map.of("getParameters", none -> parameters[0], "setParameters",
                set -> parameters[0] = (Object[]) set[0], "getMethod", none -> TestRequest.method("pictures"), "proceed",
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

    private void write(WriteContexts of, Writer writer) throws Exception {
        // a client proxy knows the current request, which does not belong to Quarkus REST here
        try (TestContainer container = TestContainer.start()) {
            new MemberWriter(Stub.instance(of)).write(call(of, PICTURE, response, writer));
        }
    }

    private void writeUnknown(WriteContexts of, Object entity, Object target, Writer writer) throws Exception {
        try (TestContainer container = TestContainer.start()) {
            new UnknownWriterGuard(Stub.instance(of)).write(call(of, entity, target, writer));
        }
    }

    @Test
    void body_isSigned() throws Exception {
        write(objects, WritersTest::json);

        assertThat(response.toString()).startsWith("https://media.example.com/a.jpg?").contains("Signature=");
        assertThat(objects.current()).isNull();
    }

    private Exchange respond(Writer writer) throws Exception {
        Exchange exchange = new Exchange();
        try (TestContainer container = TestContainer.start(); TestRequest request = new TestRequest(exchange)) {
            request.setProperty(MemberSigner.class.getName(), objects.signer());
            new MemberWriter(Stub.instance(objects)).write(call(objects, PICTURE, request, writer));
        } catch (MemberFailure | UncheckedIOException e) {
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
        assertThatThrownBy(() -> write(objects, WritersTest::brokenJson)).hasRootCauseMessage("broken");
        assertThat(response.size()).isZero();
        assertThat(objects.current()).isNull();
    }

    @Test
    void bodyWrittenByAnUnknownLibrary_isNotSent() {
        assertThatThrownBy(() -> write(objects, WritersTest::byHand)).isInstanceOf(MemberFailure.class)
                .hasMessageContaining("does not sign fields with @SignedResource");
        assertThat(response.size()).isZero();
    }

    @Test
    void bodyWithoutMemberSigner_cannotHaveSignedFields() throws Exception {
        assertThatThrownBy(() -> write(idle, WritersTest::json)).isInstanceOf(MemberFailure.class)
                .hasMessageContaining("is not a REST method's return value");
        write(idle, (of, target) -> target.write('x'));
        assertThat(response).hasToString("x");
    }

    @Test
    void unknownWriter_canDelegateToAKnownLibrary() throws Exception {
        writeUnknown(objects, PICTURE, response, WritersTest::json);

        assertThat(response.toString()).contains("Signature=");
    }

    @Test
    void unknownWriter_mustNotWriteSignedFieldsItself() {
        for (Writer writer : List.<Writer> of(WritersTest::byHand, WritersTest::byHandAfterJson)) {
            assertThatThrownBy(() -> writeUnknown(objects, PICTURE, response, writer)).isInstanceOf(MemberFailure.class)
                    .hasMessageContaining("does not sign fields");
        }
        assertThatThrownBy(() -> writeUnknown(objects, PICTURE, "the response", WritersTest::byHand))
                .isInstanceOf(MemberFailure.class);
        assertThat(response.size()).isZero();
    }

    @Test
    void unknownWriter_canWriteOtherBodies() throws Exception {
        writeUnknown(objects, "text", response, (of, target) -> target.write('x'));
        writeUnknown(objects, null, response, (of, target) -> target.write('y'));
        writeUnknown(objects, List.of("text"), response, (of, target) -> target.write('z'));

        assertThat(response).hasToString("xyz");
    }

    @Test
    void failureDuringAnErrorResponse_isNotWrapped() {
        RuntimeException failure = new CloudFrontSignerException(Reason.UNSUPPORTED, "no");
        try (TestRequest request = new TestRequest(new Exchange())) {
            assertThat(MemberWriter.failure(failure, request)).isInstanceOf(MemberFailure.class).hasMessage("no");
            assertThat(MemberWriter.failure(failure, request.fail(new IllegalStateException()))).isSameAs(failure);
        }
    }

    private String filtered(Object entity, String mediaType) {
        try (TestRequest request = new TestRequest(new Exchange())) {
            MultivaluedHashMap<String, Object> headers = new MultivaluedHashMap<>();
            ContainerResponseContext context = Stub.of(ContainerResponseContext.class, Map.of("getEntity", no -> entity,
                    "getMediaType", no -> mediaType == null ? null : MediaType.valueOf(mediaType), "getHeaders",
                    no -> headers));
            new UnsignedEntityFilter(Stub.instance(objects)).filter(
                    Stub.of(ResteasyReactiveContainerRequestContext.class, Map.of("getServerRequestContext", no -> request)),
                    context);
            return request.getEntityWriter() == null ? "others" : "watched " + headers.getFirst("Content-Type");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "text/plain", "multipart/form-data" })
    void entityWithSignedFields_isWrittenByWatchedWriters(String type) {
        assertThat(filtered(PICTURE, type)).startsWith("watched");
        assertThat(filtered(List.of(PICTURE), null)).isEqualTo("watched application/json");
        assertThat(filtered(PICTURE, "application/json")).isEqualTo("others");
        assertThat(filtered("text", type)).isEqualTo("others");
        assertThat(filtered(null, type)).isEqualTo("others");
    }
}
