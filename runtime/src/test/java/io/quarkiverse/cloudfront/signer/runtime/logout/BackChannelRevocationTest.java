package io.quarkiverse.cloudfront.signer.runtime.logout;

import static io.quarkiverse.cloudfront.signer.runtime.logout.LogoutStore.ISSUED;
import static io.quarkiverse.cloudfront.signer.runtime.logout.LogoutStore.ISSUER;
import static io.quarkiverse.cloudfront.signer.runtime.logout.LogoutStore.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkus.oidc.SecurityEvent;
import io.quarkus.oidc.SecurityEvent.Type;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;

/** quarkus-oidc has verified the token. */
class BackChannelRevocationTest {

    private static final String UNKNOWN = "A back-channel logout could not revoke the user's logins, because its token has no "
            + "subject. Configure the provider to add \"sub\" to logout tokens";
    private static final String TOKEN = "{\"iss\":\"%s\",\"sub\":\"alice\",\"sid\":\"phone\",\"iat\":%d}".formatted(ISSUER,
            ISSUED.getEpochSecond());

    private static final LogoutStore STORE = new LogoutStore();
    private static final BackChannelRevocation LOGOUTS = new BackChannelRevocation(STORE.revocations);

    private static Vertx vertx;
    private static HttpServer server;

    /** Fires the event as quarkus-oidc does, for the path {@code /TYPE}. */
    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false));
        router.route("/shared/:type").handler(request -> outsideOfItsContext(() -> new BackChannelRequests().handle(request)));
        router.route().handler(new BackChannelRequests());
        router.route("/shared/:type").handler(request -> outsideOfItsContext(() -> {
            LOGOUTS.revoke(event(Type.valueOf(request.pathParam("type"))));
            request.response().end();
        }));
        router.route().handler(request -> {
            LOGOUTS.revoke(event(Type.valueOf(request.normalizedPath().substring(1))));
            request.response().end();
        });
        server = vertx.createHttpServer().requestHandler(router).listen(0, "localhost").toCompletionStage()
                .toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** In the context that all requests of a connection share. */
    private static void outsideOfItsContext(Runnable work) {
        VertxContext.getRootContext(Vertx.currentContext()).runOnContext(shared -> work.run());
    }

    private static SecurityEvent event(Type type) {
        return new SecurityEvent(type, Map.<String, Object> of());
    }

    /** What a logout has revoked. */
    private static Map<String, String> send(String method, Type type, String form) throws Exception {
        return send(method, type.toString(), form);
    }

    private static Map<String, String> send(String method, String path, String form) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.actualPort() + "/" + path))
                .version(HttpClient.Version.HTTP_1_1).header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, HttpRequest.BodyPublishers.ofString(form)).build();
        assertThat(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
        return STORE.take();
    }

    private static Map<String, String> logOut(String token) throws Exception {
        return send("POST", Type.OIDC_BACKCHANNEL_LOGOUT_INITIATED,
                "logout_token=" + URLEncoder.encode(token, StandardCharsets.US_ASCII));
    }

    private static Map<String, String> logOutWith(String claims) throws Exception {
        return logOut(LogoutStore.token(claims));
    }

    @Test
    void session_endsItsLoginUntilTheTokenWasIssued() throws Exception {
        assertThat(logOutWith(TOKEN)).isEqualTo(LogoutStore.login(ISSUER, "phone", ISSUED));
        assertThat(logOutWith(TOKEN)).as("replayed").isEqualTo(LogoutStore.login(ISSUER, "phone", ISSUED));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "\"sid\":\"\",", "\"sid\":null," })
    void tokenWithoutASession_endsAllLoginsUntilThen(String session) throws Exception {
        assertThat(logOutWith(TOKEN.replace("\"sid\":\"phone\",", session))).isEqualTo(LogoutStore.all(ISSUED));
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"now\"", "null" })
    void tokenWithoutATime_endsLoginsUntilNow(String issued) throws Exception {
        String claims = TOKEN.replace(String.valueOf(ISSUED.getEpochSecond()), issued);

        assertThat(logOutWith(claims)).isEqualTo(LogoutStore.login(ISSUER, "phone", NOW.plusSeconds(60)));
        assertThat(logOutWith("{\"iss\":\"" + ISSUER + "\",\"sub\":\"alice\",\"sid\":\"phone\"}"))
                .isEqualTo(LogoutStore.login(ISSUER, "phone", NOW.plusSeconds(60)));
    }

    /** OpenID Connect requires an issuer. It must not be the name of a user's tenant, nor that of users without tokens. */
    @ParameterizedTest
    @ValueSource(strings = { "", "\"iss\":null,", "\"iss\":\"\",", "\"iss\":\"tenant:github\"," })
    void tokenWithoutAnIssuer_isReported(String issuer) throws Exception {
        try (CapturedLog log = CapturedLog.begin(BackChannelRevocation.class.getName())) {
            assertThat(logOutWith(TOKEN.replace("\"iss\":\"" + ISSUER + "\",", issuer))).isEmpty();
            assertThat(log.messages(Level.ALL))
                    .containsExactly(UNKNOWN.replace("no subject", "no issuer").replace("\"sub\"", "\"iss\""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "\"sub\":\"\",", "\"sub\":null," })
    void tokenWithoutASubject_isReported(String subject) throws Exception {
        assertUnknown(LogoutStore.token(TOKEN.replace("\"sub\":\"alice\",", subject)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "h", "h.p", "h.e30", "h.!.s", "h.p.s", "h.e30.s.t", "h..s", "h.W10.s", "h.bnVsbA.s" })
    void malformedToken_isReported(String token) throws Exception {
        assertUnknown(token);
    }

    private static void assertUnknown(String token) throws Exception {
        try (CapturedLog log = CapturedLog.begin(BackChannelRevocation.class.getName())) {
            assertThat(logOut(token)).isEmpty();
            assertThat(log.messages(Level.ALL)).containsExactly(UNKNOWN);
        }
    }

    @Test
    void requestWithoutAToken_isReported() throws Exception {
        try (CapturedLog log = CapturedLog.begin(BackChannelRevocation.class.getName())) {
            assertThat(send("POST", Type.OIDC_BACKCHANNEL_LOGOUT_INITIATED, "other=x")).isEmpty();
            assertThat(log.messages(Level.ALL)).containsExactly(UNKNOWN);
        }
    }

    /** Providers post logout tokens. */
    @Test
    void requestOfAnotherMethod_isNotRemembered() throws Exception {
        try (CapturedLog log = CapturedLog.begin(BackChannelRevocation.class.getName())) {
            assertThat(send("PUT", Type.OIDC_BACKCHANNEL_LOGOUT_INITIATED, "logout_token=" + LogoutStore.token(TOKEN)))
                    .isEmpty();
            assertThat(log.messages(Level.ALL)).containsExactly(UNKNOWN);
        }
    }

    /** What a request leaves there, another one would find: it would end the login of somebody else. */
    @Test
    void requestInASharedContext_isNotRemembered() throws Exception {
        try (CapturedLog log = CapturedLog.begin(BackChannelRevocation.class.getName())) {
            assertThat(send("POST", "shared/" + Type.OIDC_BACKCHANNEL_LOGOUT_INITIATED,
                    "logout_token=" + LogoutStore.token(TOKEN))).isEmpty();
            assertThat(log.messages(Level.ALL)).containsExactly(UNKNOWN);
        }
    }

    /** Such a context is that of several requests. */
    @Test
    void eventWithoutARequest_isReported() {
        try (CapturedLog log = CapturedLog.begin(BackChannelRevocation.class.getName())) {
            LOGOUTS.revoke(event(Type.OIDC_BACKCHANNEL_LOGOUT_INITIATED));
            CompletableFuture<Void> done = new CompletableFuture<>();
            vertx.getOrCreateContext().runOnContext(none -> {
                LOGOUTS.revoke(event(Type.OIDC_BACKCHANNEL_LOGOUT_INITIATED));
                done.complete(null);
            });
            done.orTimeout(60, TimeUnit.SECONDS).join();

            assertThat(log.messages(Level.ALL)).isEqualTo(List.of(UNKNOWN, UNKNOWN));
            assertThat(STORE.take()).isEmpty();
        }
    }

    /** The completed logout comes with the user's next request, whose login can be another one. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OIDC_BACKCHANNEL_LOGOUT_INITIATED")
    void otherEvent_endsNothing(Type type) throws Exception {
        try (CapturedLog log = CapturedLog.begin(BackChannelRevocation.class.getName())) {
            assertThat(send("POST", type, "logout_token=" + LogoutStore.token(TOKEN))).isEmpty();
            assertThat(log.messages(Level.ALL)).isEmpty();
        }
    }

    @Test
    void start_needsAStore() {
        LOGOUTS.start(new StartupEvent());
        BackChannelRevocation without = new BackChannelRevocation(LogoutStore.missing());

        assertThatThrownBy(() -> without.start(new StartupEvent())).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("marks.revoke-on needs a store");
    }
}
