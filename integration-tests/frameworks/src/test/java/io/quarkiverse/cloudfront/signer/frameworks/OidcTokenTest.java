package io.quarkiverse.cloudfront.signer.frameworks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.logging.Level;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.context.ManagedExecutor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/**
 * The expiry and the claims of a token come from the identity, regardless of its principal and of the method's caller.
 */
@Tag("nightly")
class OidcTokenTest {

    private static final String FAILED = "failed: ";

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Videos.class, Service.class, Augmentor.class, TestProvider.class))
            .setForcedDependencies(List.of(dependency("quarkus-oidc"), dependency("quarkus-elytron-security-properties-file")))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.cloudfront-signer.expires-in", "1h")
            .overrideConfigKey("quarkus.cloudfront-signer.\"unbound\".bound-to-token", "false")
            .overrideConfigKey("quarkus.smallrye-jwt.enabled", "false")
            .overrideConfigKey("quarkus.keycloak.devservices.enabled", "false")
            .overrideConfigKey("quarkus.oidc.auth-server-url", TestProvider.url())
            .overrideConfigKey("quarkus.oidc.client-id", "videos")
            .overrideConfigKey("quarkus.oidc.credentials.secret", "a-secret-of-at-least-thirty-two-characters")
            .overrideConfigKey("quarkus.oidc.described.auth-server-url", TestProvider.url())
            .overrideConfigKey("quarkus.oidc.described.client-id", "videos")
            .overrideConfigKey("quarkus.oidc.described.tenant-paths", "/videos/described")
            .overrideConfigKey("quarkus.oidc.described.authentication.user-info-required", "true")
            .overrideConfigKey("quarkus.oidc.described.credentials.secret", "a-secret-of-at-least-thirty-two-characters")
            .overrideConfigKey("quarkus.http.auth.basic", "true")
            .overrideConfigKey("quarkus.security.users.embedded.enabled", "true")
            .overrideConfigKey("quarkus.security.users.embedded.plain-text", "true")
            .overrideConfigKey("quarkus.security.users.embedded.users.alice", "alice")
            .overrideConfigKey("quarkus.security.users.embedded.roles.alice", "viewer");

    private static Dependency dependency(String artifact) {
        return Dependency.of("io.quarkus", artifact, System.getProperty("version.quarkus"));
    }

    private static Response get(String path, String token) {
        return given().auth().preemptive().oauth2(token).get("/videos/" + path);
    }

    private static JsonObject introspection() {
        return new JsonObject().put("active", true).put("sub", "7").put("username", "alice");
    }

    private static Instant soon() {
        return Instant.ofEpochSecond(Instant.now().getEpochSecond() + 60);
    }

    private static long seconds(Instant instant) {
        return instant.getEpochSecond();
    }

    private static String expiring(String name, Instant end) {
        return TestProvider.opaque(introspection().put("username", name).put("exp", seconds(end)));
    }

    private static String jwt(String name, Instant end) {
        return TestProvider.jwt(new JsonObject().put("sub", "7").put("upn", name).put("aud", "videos").put("tenant", "acme")
                .put("iat", seconds(Instant.now())).put("exp", seconds(end)));
    }

    @Test
    void opaqueToken_limitsTheGrant() {
        Instant end = soon();
        Response response = get("canned", expiring("alice", end));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(SignedUrls.expiry(response.asString())).isEqualTo(seconds(end));
    }

    @Test
    void opaqueTokenWithoutExpiry_failsTheRequest() {
        try (CapturedLog log = CapturedLog.begin()) {
            Response response = get("canned", TestProvider.opaque(introspection()));

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.asString()).doesNotContain("Signature");
            assertThat(log.messages(Level.SEVERE)).anySatisfy(message -> assertThat(message).contains("Videos#",
                    "it is not known when the user's token expires", "bound-to-token=false"));
        }
    }

    @Test
    void opaqueTokenWithoutExpiry_isGoodForAnUnboundSigner() {
        assertThat(get("unbound", TestProvider.opaque(introspection())).statusCode()).isEqualTo(200);
    }

    @Test
    void claimOfAnOpaqueToken_isKnownByIntrospection() {
        assertThat(SignedUrls.resource(get("sub", expiring("alice", soon())).asString())).endsWith("/users/7/*");
    }

    @Test
    void claimOfAnOpaqueToken_isKnownByUserInfo() {
        String token = TestProvider.opaque(introspection().put("exp", seconds(soon()))
                .put("userinfo", new JsonObject().put("sub", "7").put("tenant", "acme")));

        assertThat(SignedUrls.resource(get("described", token).asString())).endsWith("/tenants/acme/*");
    }

    @ParameterizedTest
    @ValueSource(strings = { "replaced", "alice" })
    void augmentedUserOfAnOpaqueToken_isBoundToIt(String name) {
        Instant end = soon();

        assertThat(SignedUrls.expiry(get("canned", expiring(name, end)).asString())).isEqualTo(seconds(end));
    }

    @ParameterizedTest
    @ValueSource(strings = { "replaced", "credentials", "alice" })
    void augmentedUserOfAJwt_isBoundToIt(String name) {
        Instant end = soon();

        assertThat(SignedUrls.expiry(get("canned", jwt(name, end)).asString())).isEqualTo(seconds(end));
        assertThat(SignedUrls.resource(get("tenant", jwt(name, end)).asString())).endsWith("/tenants/acme/*");
    }

    @Test
    void userRebuiltWithoutATraceOfTheToken_failsTheRequest() {
        for (String token : List.of(jwt("rebuilt", soon()), expiring("rebuilt", soon()))) {
            Response response = get("canned", token);

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.asString()).doesNotContain("Signature");
        }
    }

    @Test
    void userWithoutAToken_hasTheSignersExpiry() {
        String url = given().auth().preemptive().basic("alice", "alice").get("/videos/canned").asString();

        assertThat(SignedUrls.expiry(url)).isGreaterThan(seconds(Instant.now()) + 3_000);
    }

    @ParameterizedTest
    @ValueSource(strings = { "thread", "stream" })
    void threadWithoutTheContext_failsTheCall(String path) {
        assertThat(get(path, jwt("alice", soon())).asString()).startsWith(FAILED).contains("Service#",
                "this thread does not have the request's context", "ManagedExecutor", "Mutiny", "before you switch",
                "@ActivateRequestContext");
    }

    @ParameterizedTest
    @ValueSource(strings = { "managed", "uni" })
    void threadWithTheContext_isBoundToTheToken(String path) {
        Instant end = soon();

        assertThat(SignedUrls.expiry(get(path, jwt("alice", end)).asString())).isEqualTo(seconds(end));
    }

    @ParameterizedTest
    @ValueSource(strings = { "unbound-thread", "job" })
    void workOfNoUser_isSigned(String path) {
        assertThat(get(path, jwt("alice", soon())).asString()).contains("Signature=");
    }

    @Path("/videos")
    public static class Videos {

        @Inject
        Service service;

        @Inject
        ManagedExecutor managed;

        @GET
        @Path("canned")
        @SignedResource
        public String canned() {
            return "/a.txt";
        }

        @GET
        @Path("unbound")
        @SignedResource(signer = "unbound")
        public String unbound() {
            return "/a.txt";
        }

        @GET
        @Path("sub")
        @SignedResource(resource = "/users/{claim.sub}/*")
        public String sub() {
            return "/users/7/a.txt";
        }

        @GET
        @Path("tenant")
        @SignedResource(resource = "/tenants/{claim.tenant}/*")
        public String tenant() {
            return "/tenants/acme/a.txt";
        }

        @GET
        @Path("described")
        @SignedResource(resource = "/tenants/{claim.tenant}/*")
        public String described() {
            return "/tenants/acme/a.txt";
        }

        @GET
        @Path("thread")
        public String thread() throws Exception {
            return onThread(service::url);
        }

        @GET
        @Path("stream")
        public String stream() throws Exception {
            return onThread(() -> service.later().await().indefinitely());
        }

        @GET
        @Path("unbound-thread")
        public String unboundThread() throws Exception {
            return onThread(service::unbound);
        }

        @GET
        @Path("job")
        public String job() throws Exception {
            return onThread(service::job);
        }

        @GET
        @Path("managed")
        public String managed() throws Exception {
            return managed.submit(service::url).get();
        }

        @GET
        @Path("uni")
        public Uni<String> uni() {
            return Uni.createFrom().item("x").emitOn(managed).map(ignored -> service.url());
        }

        private static String onThread(Supplier<String> work) throws Exception {
            FutureTask<String> task = new FutureTask<>(work::get);
            new Thread(task).start();
            return outcome(task::get);
        }

        private static String outcome(Callable<String> work) throws Exception {
            try {
                return work.call();
            } catch (ExecutionException e) {
                return FAILED + e.getCause().getMessage();
            }
        }
    }

    @ApplicationScoped
    @PermitAll
    public static class Service {

        @Inject
        Service self;

        @SignedResource
        public String url() {
            return "/a.txt";
        }

        @SignedResource
        public Uni<String> later() {
            return Uni.createFrom().item("/a.txt");
        }

        @SignedResource(signer = "unbound")
        public String unbound() {
            return "/a.txt";
        }

        @ActivateRequestContext
        public String job() {
            return self.url();
        }
    }

    @ApplicationScoped
    public static class Augmentor implements SecurityIdentityAugmentor {

        @Override
        public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
            return Uni.createFrom().item(switch (identity.getPrincipal().getName()) {
                case "replaced" -> QuarkusSecurityIdentity.builder(identity).setPrincipal(new QuarkusPrincipal("x")).build();
                case "credentials" -> QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal("x"))
                        .addCredentials(identity.getCredentials()).build();
                case "rebuilt" -> QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal("x")).build();
                default -> identity;
            });
        }
    }
}
