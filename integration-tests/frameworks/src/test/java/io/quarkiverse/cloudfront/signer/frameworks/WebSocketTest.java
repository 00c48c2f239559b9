package io.quarkiverse.cloudfront.signer.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkiverse.cloudfront.signer.fixtures.TestTokens;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Annotated methods of WebSockets Next endpoints.
 */
@Tag("nightly")
class WebSocketTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(
                    root -> root.addClasses(TestSocket.class, Augmentor.class, ForUsers.class, Text.class, Later.class,
                            Stream.class, Opened.class, Bound.class, Cookies.class, OfUser.class, Placeholder.class))
            .overrideConfigKey("quarkus.http.host", "127.0.0.1")
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.cloudfront-signer.expires-in", "1h")
            .overrideConfigKey("quarkus.http.auth.proactive", "false")
            .overrideConfigKey("mp.jwt.verify.issuer", TestTokens.ISSUER)
            .overrideConfigKey("mp.jwt.verify.publickey", TestTokens.publicKey());

    @ParameterizedTest
    @ValueSource(strings = { "text", "later", "stream" })
    void message_isSigned(String path) throws Exception {
        try (TestSocket socket = new TestSocket(path, null)) {
            String url = socket.say("/sub%20folder/b.txt");
            assertThat(SignedUrls.status(url)).isEqualTo(200);
            assertThat(SignedUrls.status(socket.say("/sub%20folder/b.txt?size=2"))).isEqualTo(200);
        }
    }

    @Test
    void messageOnOpen_isSigned() throws Exception {
        try (TestSocket socket = new TestSocket("opened/sub%20folder", null)) {
            String url = socket.receive();
            assertThat(SignedUrls.status(url)).isEqualTo(200);
        }
    }

    @Test
    void eachItemOfAStream_isSigned() throws Exception {
        try (TestSocket socket = new TestSocket("stream", null)) {
            assertThat(SignedUrls.status(socket.say("/a.txt"))).isEqualTo(200);
            assertThat(SignedUrls.status(socket.receive())).isEqualTo(200);
        }
    }

    @Test
    void placeholder_isTheMessage() throws Exception {
        try (TestSocket socket = new TestSocket("placeholder", null)) {
            assertThat(SignedUrls.resource(socket.say("sub folder"))).endsWith("/sub%20folder/*");
            assertThat(SignedUrls.resource(socket.say("*"))).endsWith("/%2A/*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "text", "later", "stream", "ofUser" })
    void url_expiresWithTheToken(String path) throws Exception {
        Instant end = Instant.now().plusSeconds(600);
        try (TestSocket socket = new TestSocket(path, TestTokens.of("alice", end))) {
            assertThat(SignedUrls.expiry(socket.say("/a.txt"))).isEqualTo(end.getEpochSecond());
            assertThat(SignedUrls.expiry(socket.say("/a.txt"))).isEqualTo(end.getEpochSecond());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "bound | bindToIp requires a viewer, but there is no current HTTP request",
            "cookies | signed cookies require a response, but there is no current HTTP request" })
    void featureThatNeedsAResponse_isRejected(String path, String reason) throws Exception {
        assertRefused(path, "/a.txt", reason);
    }

    @Test
    void anonymousMessage_isRejected() throws Exception {
        try (TestSocket socket = new TestSocket("for-users", null)) {
            assertThat(socket.say("/a.txt")).startsWith("closed ");
        }
        try (TestSocket socket = new TestSocket("for-users", TestTokens.of("alice", Instant.now().plusSeconds(600)))) {
            assertThat(SignedUrls.status(socket.say("/a.txt"))).isEqualTo(200);
        }
    }

    /** In REST, the authentication mechanism of the user is known, but not in a WebSocket. */
    @Test
    void userRebuiltWithoutATraceOfTheToken_isRejected() throws Exception {
        try (CapturedLog log = CapturedLog.begin();
                TestSocket socket = new TestSocket("text", TestTokens.of("rebuilt", Instant.now().plusSeconds(60)))) {
            socket.send("/a.txt");
            await().atMost(60, TimeUnit.SECONDS).until(() -> !log.messages(Level.SEVERE).isEmpty());
            assertThat(log.text()).contains("it is not known when the user's token expires");
            assertThat(socket.received).isEmpty();
        }
    }

    @Test
    void userWhoseNameIsNotASegment_isForbidden() throws Exception {
        try (CapturedLog log = CapturedLog.begin("io.quarkiverse");
                TestSocket socket = new TestSocket("ofUser", TestTokens.of("..", Instant.now().plusSeconds(60)))) {
            assertThat(socket.say("/a.txt")).startsWith("closed ");
            assertThat(log.messages(Level.WARNING)).singleElement().asString().startsWith("Access denied: the user's claims");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "text", "later", "stream" })
    void unsignableUrl_isNotSent(String path) throws Exception {
        assertRefused(path, "http://elsewhere.example/secret.txt?token=t0ken", "its host is not one of");
    }

    private static void assertRefused(String path, String message, String reason) throws Exception {
        try (CapturedLog log = CapturedLog.begin(); TestSocket socket = new TestSocket(path, null)) {
            socket.send(message);
            await().atMost(60, TimeUnit.SECONDS).until(() -> !log.messages(Level.SEVERE).isEmpty());
            assertThat(log.text()).contains(reason).doesNotContain("t0ken");
            assertThat(socket.received).isEmpty();
        }
    }

    @ApplicationScoped
    public static class Augmentor implements SecurityIdentityAugmentor {

        @Override
        public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
            return Uni.createFrom().item(!identity.getPrincipal().getName().equals("rebuilt") ? identity
                    : QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal("rebuilt")).build());
        }
    }

    @io.quarkus.websockets.next.WebSocket(path = "/for-users")
    public static class ForUsers {

        @OnTextMessage
        @SignedResource
        String url(String path) {
            return path;
        }
    }

    @io.quarkus.websockets.next.WebSocket(path = "/text")
    @PermitAll
    public static class Text {

        @OnTextMessage
        @SignedResource
        String url(String path) {
            return path;
        }
    }

    @io.quarkus.websockets.next.WebSocket(path = "/later")
    @PermitAll
    public static class Later {

        @OnTextMessage
        @SignedResource
        Uni<String> url(String path) {
            return Uni.createFrom().item(path);
        }
    }

    @io.quarkus.websockets.next.WebSocket(path = "/stream")
    @PermitAll
    public static class Stream {

        @OnTextMessage
        @SignedResource
        Multi<String> urls(String path) {
            return Multi.createFrom().items(path, path + (path.contains("?") ? "&" : "?") + "again=1");
        }
    }

    @io.quarkus.websockets.next.WebSocket(path = "/placeholder")
    @PermitAll
    public static class Placeholder {

        @OnTextMessage
        @SignedResource(resource = "/{folder}/*")
        String url(String folder) {
            return "/" + folder.replace("*", "%2A").replace(" ", "%20") + "/b.txt";
        }
    }

    @io.quarkus.websockets.next.WebSocket(path = "/opened/{folder}")
    @PermitAll
    public static class Opened {

        @OnOpen
        @SignedResource(resource = "/sub%20folder/*")
        String greet(WebSocketConnection connection) {
            return "/" + connection.pathParam("folder").replace(" ", "%20") + "/b.txt";
        }
    }

    @io.quarkus.websockets.next.WebSocket(path = "/bound")
    @PermitAll
    public static class Bound {

        @OnTextMessage
        @SignedResource(bindToIp = true)
        String url(String path) {
            return path;
        }
    }

    @io.quarkus.websockets.next.WebSocket(path = "/cookies")
    @PermitAll
    public static class Cookies {

        @OnTextMessage
        @SignedResource(delivery = Delivery.COOKIES, resource = "/*")
        String url(String path) {
            return path;
        }
    }

    @io.quarkus.websockets.next.WebSocket(path = "/ofUser")
    @PermitAll
    public static class OfUser {

        @OnTextMessage
        @SignedResource(resource = "/{principal}/{claim.tenant}/*")
        String url(String ignored) {
            return "/alice/acme/a.txt";
        }
    }
}
