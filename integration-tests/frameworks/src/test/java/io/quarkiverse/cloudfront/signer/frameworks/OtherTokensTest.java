package io.quarkiverse.cloudfront.signer.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.FreePort;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.test.QuarkusProdModeTest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * A packaged application without quarkus-oidc and quarkus-smallrye-jwt whose users still have tokens: those of
 * quarkus-elytron-security-oauth2, and those of its own authentication mechanism.
 */
@Tag("nightly")
class OtherTokensTest {

    private static final int PORT = FreePort.find();

    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(Pictures.class, OwnTokens.class))
            .setForcedDependencies(List.of(dependency("quarkus-rest"), dependency("quarkus-elytron-security-oauth2"),
                    Dependency.of("io.quarkiverse.cloudfront", "quarkus-cloudfront-signer",
                            System.getProperty("version.project"))))
            .setRuntimeProperties(properties())
            .setRun(true);

    private static Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>(Map.of("quarkus.http.port", Integer.toString(PORT),
                "quarkus.oauth2.client-id", "pictures",
                "quarkus.oauth2.client-secret", "secret",
                "quarkus.oauth2.introspection-url", TestProvider.url() + "/introspect"));
        String key = NewKey.p256();
        for (String signer : List.of("", "\"unbound\".")) {
            String prefix = "quarkus.cloudfront-signer." + signer;
            properties.putAll(Map.of(prefix + "url", "https://media.example.com", prefix + "key-pair-id", "K2JCJMDEHXQW5F",
                    prefix + "private-key", key, prefix + "expires-in", "1h",
                    prefix + "bound-to-token", Boolean.toString(signer.isEmpty())));
        }
        return properties;
    }

    private static Dependency dependency(String artifact) {
        return Dependency.of("io.quarkus", artifact, System.getProperty("version.quarkus"));
    }

    private static HttpResponse<String> get(String path, String header, String value) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://localhost:" + PORT + path))
                .header(header, value).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String opaque(Instant end) {
        JsonObject introspection = new JsonObject().put("active", true).put("sub", "7").put("username", "alice")
                .put("scope", "viewer");
        return "Bearer " + TestProvider.opaque(end == null ? introspection : introspection.put("exp", end.getEpochSecond()));
    }

    private static Instant soon() {
        return Instant.ofEpochSecond(Instant.now().getEpochSecond() + 60);
    }

    @Test
    void tokenOfOAuth2_limitsTheGrant() throws Exception {
        Instant end = soon();
        HttpResponse<String> response = get("/pictures/url", "Authorization", opaque(end));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(SignedUrls.expiry(response.body())).isEqualTo(end.getEpochSecond());
    }

    @Test
    void tokenOfOAuth2WithoutExpiry_failsTheRequest() throws Exception {
        HttpResponse<String> response = get("/pictures/url", "Authorization", opaque(null));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("Signature");
    }

    @Test
    void tokenOfAnOwnMechanism_limitsTheGrant() throws Exception {
        Instant end = soon();
        HttpResponse<String> response = get("/pictures/url", "X-Token", Long.toString(end.getEpochSecond()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(SignedUrls.expiry(response.body())).isEqualTo(end.getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(strings = { "unknown", "tomorrow" })
    void tokenOfAnOwnMechanismWithoutExpiry_failsTheRequest(String token) throws Exception {
        HttpResponse<String> response = get("/pictures/url", "X-Token", token);

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("Signature");
    }

    @Test
    void tokenWithoutExpiry_isGoodForAnUnboundSigner() throws Exception {
        assertThat(get("/pictures/unbound", "X-Token", "unknown").statusCode()).isEqualTo(200);
    }

    @Test
    void anonymousRequest_isRejected() throws Exception {
        assertThat(get("/pictures/url", "X-Other", "1").statusCode()).isEqualTo(401);
    }

    /**
     * A token is the epoch second of its expiry, or text that Quarkus does not understand.
     */
    @ApplicationScoped
    public static class OwnTokens implements HttpAuthenticationMechanism {

        @Override
        public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager manager) {
            String token = context.request().getHeader("X-Token");
            if (token == null) {
                return Uni.createFrom().nullItem();
            }
            QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder()
                    .setPrincipal(new QuarkusPrincipal("alice"));
            if (token.equals("tomorrow")) {
                identity.addAttribute("quarkus.identity.expire-time", "tomorrow");
            } else if (token.equals("unknown")) {
                identity.addCredential(new TokenCredential(token, "own"));
            } else {
                identity.addAttribute("quarkus.identity.expire-time", Long.parseLong(token));
            }
            return Uni.createFrom().item(identity.build());
        }

        @Override
        public Uni<ChallengeData> getChallenge(RoutingContext context) {
            return Uni.createFrom().item(new ChallengeData(401, null, null));
        }

        @Override
        public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
            return Set.of();
        }
    }

    @Path("/pictures")
    public static class Pictures {

        @GET
        @Path("url")
        @SignedResource
        public String url() {
            return "/a.jpg";
        }

        @GET
        @Path("unbound")
        @SignedResource(signer = "unbound")
        public String unbound() {
            return "/a.jpg";
        }
    }
}
