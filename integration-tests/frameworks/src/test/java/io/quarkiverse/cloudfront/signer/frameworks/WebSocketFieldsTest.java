package io.quarkiverse.cloudfront.signer.frameworks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Type;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.websockets.next.BinaryMessageCodec;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.OpenConnections;
import io.quarkus.websockets.next.TextMessageCodec;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;

/**
 * Objects with signed fields that the build cannot see in the messages of a WebSocket endpoint. These messages are not sent.
 */
@Tag("nightly")
class WebSocketFieldsTest {

    private static final String SECRET = "/secret.txt";

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Photo.class, Envelope.class, Parcel.class, EnvelopeCodec.class,
                    ParcelCodec.class, Returning.class, Streaming.class, Sending.class, Broadcasting.class, ByHand.class,
                    Enveloping.class, OfVirtualThread.class, Opened.class, Failing.class, Binary.class, Pushing.class,
                    Received.class))
            // otherwise, tests use the message as the close reason, for which it is too long
            .overrideConfigKey("quarkus.websockets-next.server.unhandled-failure-strategy", "log")
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    @ParameterizedTest
    @ValueSource(strings = { "returned/object", "returned/list", "returned/later", "returned/by-thread", "stream",
            "sent/enveloped",
            "sent/blocking", "sent/by-thread", "broadcast/sent", "broadcast/returned", "by-hand/now", "by-hand/blocking",
            "envelope", "virtual-thread", "opened", "error", "binary" })
    void objectWithSignedField_isNotSent(String path) throws Exception {
        try (CapturedLog log = CapturedLog.begin(); Socket socket = new Socket(path)) {
            socket.send("?");
            await().atMost(60, TimeUnit.SECONDS)
                    .until(() -> !socket.received.isEmpty() || !log.messages(Level.SEVERE).isEmpty());

            assertThat(socket.received).isEmpty();
            assertThat(log.text()).contains("WebSocketFieldsTest$Photo", "cannot be signed here");
        }
    }

    @Test
    void objectWithSignedField_ofAnotherRequest_isNotSent() throws Exception {
        try (Socket socket = new Socket("pushed")) {
            socket.send("?");
            assertThat(socket.receive()).isEqualTo("ready");

            given().get("/push").then().statusCode(500);
            given().get("/push-and-return").then().statusCode(500);
            assertThat(given().get("/push-by-thread").then().statusCode(200).extract().asString())
                    .contains("Photo in a message to a WebSocket cannot be signed here");
            socket.send("?");
            assertThat(socket.receive()).isEqualTo("ready");
        }
    }

    /**
     * The client side of a connection.
     */
    private static final class Socket implements WebSocket.Listener, AutoCloseable {

        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final WebSocket socket;

        Socket(String path) {
            socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(URI.create("ws://localhost:"
                    + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class) + "/" + path), this).join();
        }

        void send(String message) {
            if (!socket.isOutputClosed()) {
                if (socket.sendText(message, true).handle((sent, failure) -> failure).join() == null) {
                    socket.sendBinary(ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8)), true)
                            .handle((sent, failure) -> failure).join();
                }
            }
        }

        String receive() throws InterruptedException {
            return String.valueOf(received.poll(60, TimeUnit.SECONDS));
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            received.add(data.toString());
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
            received.add(StandardCharsets.UTF_8.decode(data).toString());
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            received.add("closed " + statusCode + " " + reason);
            return null;
        }

        @Override
        public void close() {
            socket.abort();
        }
    }

    public record Photo(@SignedResource String url) {

        static Photo secret() {
            return new Photo(SECRET);
        }
    }

    public record Envelope(Object content) {
    }

    public record Parcel(Object content) {
    }

    @Singleton
    public static class EnvelopeCodec implements TextMessageCodec<Envelope> {

        @Inject
        ObjectMapper mapper;

        @Override
        public boolean supports(Type type) {
            return type.equals(Envelope.class);
        }

        @Override
        public String encode(Envelope envelope) {
            try {
                return "envelope " + mapper.writeValueAsString(envelope);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Envelope decode(Type type, String value) {
            return new Envelope(value);
        }
    }

    @Singleton
    public static class ParcelCodec implements BinaryMessageCodec<Parcel> {

        @Inject
        ObjectMapper mapper;

        @Override
        public boolean supports(Type type) {
            return type.equals(Parcel.class);
        }

        @Override
        public Buffer encode(Parcel parcel) {
            try {
                return Buffer.buffer(mapper.writeValueAsBytes(parcel));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Parcel decode(Type type, Buffer value) {
            return new Parcel(value.toString());
        }
    }

    @io.quarkus.websockets.next.WebSocket(path = "/returned/{how}")
    public static class Returning {

        @OnTextMessage
        Uni<Object> answer(String message, WebSocketConnection connection) {
            return switch (connection.pathParam("how")) {
                case "list" -> Uni.createFrom().item(List.of(Photo.secret()));
                case "later" -> Uni.createFrom().<Object> item(Photo.secret()).emitOn(Infrastructure.getDefaultExecutor());
                case "by-thread" -> Uni.createFrom().emitter(emitter -> new Thread(() -> emitter.complete(Photo.secret()))
                        .start());
                default -> Uni.createFrom().item(Photo.secret());
            };
        }
    }

    @io.quarkus.websockets.next.WebSocket(path = "/stream")
    public static class Streaming {

        @OnTextMessage
        Multi<Object> answer(String message) {
            return Multi.createFrom().item(Photo.secret());
        }
    }

    @io.quarkus.websockets.next.WebSocket(path = "/sent/{how}")
    public static class Sending {

        @OnTextMessage
        @Blocking
        void answer(String message, WebSocketConnection connection) throws InterruptedException {
            if (connection.pathParam("how").equals("by-thread")) {
                AtomicReference<RuntimeException> failure = new AtomicReference<>();
                Thread thread = new Thread(() -> {
                    try {
                        connection.sendTextAndAwait(Photo.secret());
                    } catch (RuntimeException e) {
                        failure.set(e);
                    }
                });
                thread.start();
                thread.join();
                throw failure.get();
            } else if (connection.pathParam("how").equals("blocking")) {
                connection.sendTextAndAwait(Photo.secret());
            } else {
                connection.sendText(new Envelope(List.of(Photo.secret()))).subscribeAsCompletionStage().join();
            }
        }
    }

    @io.quarkus.websockets.next.WebSocket(path = "/broadcast/{how}")
    public static class Broadcasting {

        @OnTextMessage(broadcast = true)
        Object answer(String message, WebSocketConnection connection) {
            if (connection.pathParam("how").equals("sent")) {
                connection.broadcast().sendTextAndAwait(Photo.secret());
            }
            return Photo.secret();
        }
    }

    @io.quarkus.websockets.next.WebSocket(path = "/by-hand/{how}")
    public static class ByHand {

        @Inject
        ObjectMapper mapper;

        @OnTextMessage
        Uni<String> answer(String message, WebSocketConnection connection) {
            if (connection.pathParam("how").equals("blocking")) {
                return Uni.createFrom().item(this::json).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
            }
            return Uni.createFrom().item(json());
        }

        private String json() {
            try {
                return mapper.writeValueAsString(Photo.secret());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @io.quarkus.websockets.next.WebSocket(path = "/envelope")
    public static class Enveloping {

        @OnTextMessage(outputCodec = EnvelopeCodec.class)
        Envelope answer(String message) {
            return new Envelope(Photo.secret());
        }
    }

    @io.quarkus.websockets.next.WebSocket(path = "/virtual-thread")
    public static class OfVirtualThread {

        @Inject
        ObjectMapper mapper;

        @OnTextMessage
        @RunOnVirtualThread
        String answer(String message) throws JsonProcessingException {
            return mapper.writeValueAsString(Photo.secret());
        }
    }

    @io.quarkus.websockets.next.WebSocket(path = "/opened")
    public static class Opened {

        @OnOpen
        Object greet() {
            return Photo.secret();
        }
    }

    @io.quarkus.websockets.next.WebSocket(path = "/error")
    public static class Failing {

        @OnTextMessage
        String answer(String message) {
            throw new IllegalArgumentException("expected");
        }

        @OnError
        Object failed(IllegalArgumentException failure) {
            return Photo.secret();
        }
    }

    @io.quarkus.websockets.next.WebSocket(path = "/binary")
    public static class Binary {

        @OnBinaryMessage
        Parcel answer(Buffer message) {
            return new Parcel(Photo.secret());
        }
    }

    @io.quarkus.websockets.next.WebSocket(path = "/pushed")
    public static class Received {

        @OnTextMessage
        String answer(String message) {
            return "ready";
        }
    }

    @PermitAll
    @Path("/")
    public static class Pushing {

        @Inject
        OpenConnections connections;

        private void pushNow() {
            connections.forEach(connection -> connection.sendTextAndAwait(Photo.secret()));
        }

        @GET
        @Path("push")
        public String push() {
            pushNow();
            return "done";
        }

        @GET
        @Path("push-and-return")
        public Photo pushAndReturn() {
            pushNow();
            return Photo.secret();
        }

        @GET
        @Path("push-by-thread")
        public String pushByThread() throws InterruptedException {
            AtomicReference<String> failure = new AtomicReference<>();
            Thread thread = new Thread(() -> {
                try {
                    pushNow();
                } catch (RuntimeException e) {
                    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                        failure.set(cause.getMessage());
                    }
                }
            });
            thread.start();
            thread.join();
            return failure.get();
        }
    }
}
