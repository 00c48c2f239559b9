package io.quarkiverse.cloudfront.signer.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.TestSigners;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.gate.outcome.DenialReason;
import io.quarkiverse.cloudfront.signer.runtime.gate.outcome.GateListener;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;
import io.quarkiverse.cloudfront.signer.runtime.user.TestUsers;
import io.quarkiverse.cloudfront.signer.runtime.user.User;
import io.quarkiverse.cloudfront.signer.runtime.user.Users;
import io.quarkiverse.cloudfront.signer.runtime.viewer.CookieOwner;
import io.quarkiverse.cloudfront.signer.runtime.viewer.RequestScope;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.quarkus.arc.runtime.BeanContainer;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.FormAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.AllowForwardHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;

/**
 * The handlers of gates in a server, in the order in which Quarkus calls them. The {@code User} header names the user and their
 * roles. Requests without it are led to a provider.
 */
final class GateSite implements AutoCloseable {

    static final String PATH = "/private-access";
    static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
    static final String PROVIDER = "https://provider.example/authorize?response_type=code&client_id=site&state=";

    private static final Vertx VERTX = Vertx.vertx();
    private static final String READS_BODY = "reads-body";

    final List<String> outcomes = new ArrayList<>();
    final Map<String, Supplier<String>> claims = new HashMap<>(Map.of("claim.tenant", () -> "acme"));
    Instant now = NOW;
    /** How the application answers an anonymous request. */
    String challenge = PROVIDER + "S1";
    /** The status of the answer to an anonymous request; 0 if the page decides. */
    int authentication;
    /** The session cookie that the answer to an anonymous request removes. */
    @Nullable
    String endedSession;
    boolean formLogin;
    int sessionsEnded;
    /** The page of quarkus-oidc that also ends the session of the provider. */
    @Nullable
    String providerLogout;
    /** Whether users have a session of quarkus-oidc. */
    boolean oidc;
    volatile int usersAsked;
    @Nullable
    Instant tokenExpiry;
    @Nullable
    Throwable sessionFailure;
    final RequestScope scope = new RequestScope(false);

    private final List<Throwable> late = new CopyOnWriteArrayList<>();
    private final List<GateInfo> gates = new ArrayList<>();
    private final HttpServer server;
    private final Router router = Router.router(VERTX);

    GateSite(GateInfo gate, String... properties) {
        this(List.of(gate), null, properties);
    }

    GateSite(List<GateInfo> gates, @Nullable SigningKey remoteKey, String... properties) {
        this.gates.addAll(gates);
        Signers signers = TestSigners.signers(() -> now, remoteKey, properties);
        addHandlers(signers);
        try {
            server = VERTX.createHttpServer().requestHandler(router.allowForward(AllowForwardHeaders.X_FORWARD))
                    .listen(0, "localhost").toCompletionStage().toCompletableFuture().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    static GateInfo gate(String name, String resource, String... roles) {
        return new GateInfo(name, "gate." + name + ".resource", PATH, resource, List.of(roles), "<default>",
                Optional.of(Duration.ofSeconds(90)), GateInfo.prefix(resource));
    }

    private void addHandlers(Signers signers) {
        Users users = Stub.of(Users.class, Map.of("current", none -> user(), "currentIn", none -> user(), "mayHaveTokens",
                none -> true, "unauthorized", arguments -> new UnauthorizedException((String) arguments[0]), "forbidden",
                arguments -> TestUsers.denied((String) arguments[0])));
        GateRoutes routes = new GateRoutes(new Gates(signers, users),
                new GateCallers(new CurrentVertxRequest(),
                        Stub.of(CurrentIdentityAssociation.class, Map.of("setIdentity", none -> null)), users, scope),
                Stub.instance(new Session()), Stub.instance(new Outcomes()), Stub.instance(null),
                new SmallRyeConfigBuilder().build());
        BeanContainer container = Stub.of(BeanContainer.class, Map.of("beanInstance", none -> routes));
        GateRecorder recorder = new GateRecorder();
        recorder.prepare(container, gates);

        List<String> paths = gates.stream().map(GateInfo::path).distinct().toList();
        router.route().handler(GateSite::answerIfNobodyElseDoes);
        router.route().handler(recorder.files(paths));
        router.route().handler(recorder.intentFilter(paths));
        router.route().handler(recorder.authenticationFilter(paths));
        router.route().handler(this::authenticate);
        router.route().handler(recorder.pendingLoginFilter(container, paths));
        router.route().handler(recorder.renewalFilter(container));
        for (String path : paths) {
            router.route(path + "/login").handler(recorder.login(container, path));
            router.route(path + "/renew").handler(recorder.renew(container, path));
            router.route(path + "/logout").handler(recorder.logout(container, path, "\"cache\""));
        }
        router.route("/logout-of-all").handler(recorder.logout(container, PATH, "\"cache\", \"storage\""));
        router.route("/logout-of-nothing").handler(recorder.logout(container, PATH, ""));
        router.route("/page").handler(context -> context.put(READS_BODY, true).request().body()
                .onSuccess(body -> context.response().end("page" + body)).onFailure(context::fail));
        router.route("/bye").handler(context -> {
            Viewer.of(context).grants().clear();
            context.response().end();
        });
        router.route("/private").handler(context -> context.fail(new UnauthorizedException()));
        router.route().failureHandler(this::answerFailure);
    }

    /** Only the page that reads a body waits for something, so a request without an answer will never have one. */
    private static void answerIfNobodyElseDoes(RoutingContext context) {
        context.next();
        if (!context.response().ended() && context.get(READS_BODY) == null) {
            context.response().setStatusCode(504).end();
        }
    }

    private Later<User> user() {
        return new TestUsers(new User(false, () -> new CookieOwner("", "alice"), Optional.ofNullable(tokenExpiry), null,
                name -> claims.get(name).get(), () -> null)).user();
    }

    private void authenticate(RoutingContext context) {
        String user = context.request().getHeader("User");
        if (user == null || !user.equals("unknown")) {
            context.put(QuarkusHttpUser.DEFERRED_IDENTITY_KEY, Uni.createFrom().item(() -> {
                usersAsked++;
                return identity(user);
            }));
        }
        if (formLogin) {
            context.put(HttpAuthenticationMechanism.class.getName(), new FormAuthenticationMechanism("/login.html", "user",
                    "password", "/error.html", "/", "/check", true, "location", "LAX", "/", "site.example", null));
            context.put("io.quarkus.vertx.http.runtime.security.form.cookie-name", "quarkus-credential");
            context.put("io.quarkus.vertx.http.runtime.security.form.cookie-path", "/");
        }
        if (user == null && authentication != 0) {
            context.fail(authentication, new UnauthorizedException());
        } else {
            context.next();
        }
    }

    private static SecurityIdentity identity(@Nullable String user) {
        if (user == null) {
            return QuarkusSecurityIdentity.builder().setAnonymous(true).setPrincipal(new QuarkusPrincipal("")).build();
        }
        return QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal("alice")).addRoles(Set.of(user.split(",")))
                .build();
    }

    private void answerFailure(RoutingContext context) {
        if (context.response().ended()) {
            late.add(context.failure());
        } else if (context.failure() instanceof UnauthorizedException) {
            context.response().addCookie(Cookie.cookie("q_auth_S1", "x"));
            if (endedSession != null) {
                context.response().addCookie(Cookie.cookie(endedSession, "").setMaxAge(0));
            }
            context.response().setStatusCode(authentication == 0 ? 302 : authentication).putHeader("Location", challenge).end();
        } else {
            int status = context.failure() instanceof HttpException failure ? failure.getStatusCode() : 500;
            context.response().setStatusCode(status).end(String.valueOf(context.failure()));
        }
    }

    /** As the claim is reported that a token does not have. */
    static String missing() {
        throw new CloudFrontSignerException(Reason.INVALID_PLACEHOLDER_VALUE, "The user's token has no \"tenant\" claim");
    }

    GateBrowser browser() {
        return new GateBrowser("http://localhost:" + server.actualPort());
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(late).as("failures of requests that had been answered").isEmpty();
    }

    private final class Session implements GateSession {

        @Override
        public Uni<String> end(RoutingContext context, SecurityIdentity user) {
            return Uni.createFrom().item(() -> {
                if (sessionFailure != null) {
                    throw new IllegalStateException(sessionFailure);
                }
                sessionsEnded++;
                return providerLogout;
            });
        }

        @Override
        public boolean isOf(SecurityIdentity user) {
            return oidc;
        }
    }

    private final class Outcomes implements GateListener {

        @Override
        public void login(String gate, @Nullable DenialReason refusal) {
            outcomes.add("login " + gate + " " + refusal);
        }

        @Override
        public void renewal(String gate, @Nullable DenialReason refusal) {
            outcomes.add("renewal " + gate + " " + refusal);
        }
    }
}
