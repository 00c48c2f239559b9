package io.quarkiverse.cloudfront.signer.frameworks;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.json.Json;

import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.quarkiverse.cloudfront.signer.fixtures.SharedKeyPair;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.jwt.build.Jwt;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * A stateless OpenID Connect provider: opaque tokens, authorization codes, and refresh tokens contain the responses to them. It
 * runs once per JVM, because Quarkus loads the classes of a test twice.
 */
final class TestProvider {

    private static final String URL = TestProvider.class.getName() + ".url";

    private final KeyPair key = SharedKeyPair.p256(TestProvider.class);

    private TestProvider() {
    }

    /** An application whose users log in here. */
    static QuarkusUnitTest webApp() {
        return new QuarkusUnitTest()
                .setForcedDependencies(
                        List.of(Dependency.of("io.quarkus", "quarkus-oidc", System.getProperty("version.quarkus"))))
                .overrideConfigKey("quarkus.smallrye-jwt.enabled", "false")
                .overrideConfigKey("quarkus.keycloak.devservices.enabled", "false")
                .overrideConfigKey("quarkus.oidc.auth-server-url", url())
                .overrideConfigKey("quarkus.oidc.application-type", "web-app")
                .overrideConfigKey("quarkus.oidc.client-id", "site")
                .overrideConfigKey("quarkus.oidc.credentials.secret", "a-secret-of-at-least-thirty-two-characters");
    }

    static String url() {
        if (System.getProperty(URL) == null) {
            try {
                HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                System.setProperty(URL, "http://localhost:" + server.getAddress().getPort());
                server.createContext("/", new TestProvider()::answer);
                server.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return System.getProperty(URL);
    }

    /**
     * An opaque token, code or refresh token.
     */
    static String opaque(JsonObject content) {
        return "opaque-"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(content.encode().getBytes(StandardCharsets.UTF_8));
    }

    static String jwt(JsonObject claims) {
        return Jwt.claims(Json.createReader(new StringReader(claims.encode())).readObject()).issuer(url()).jws().keyId("1")
                .sign(SharedKeyPair.p256(TestProvider.class).getPrivate());
    }

    private static JsonObject content(String opaque) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(opaque.substring("opaque-".length())),
                StandardCharsets.UTF_8));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            JsonObject answer = switch (exchange.getRequestURI().getPath()) {
                case "/.well-known/openid-configuration" -> configuration();
                case "/keys" -> keys();
                case "/introspect" -> content(form.get("token"));
                case "/userinfo" ->
                    content(exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length()))
                            .getJsonObject("userinfo", new JsonObject());
                // also the paths of GitHub and Spotify
                case "/token", "/access_token", "/api/token" ->
                    tokens(content(form.getOrDefault("code", form.get("refresh_token"))));
                default -> new JsonObject();
            };
            byte[] body = answer.encode().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String field : body.split("&")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                form.put(field.substring(0, equals), URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    private static JsonObject configuration() {
        String url = url();
        return new JsonObject().put("issuer", url).put("jwks_uri", url + "/keys").put("token_endpoint", url + "/token")
                .put("authorization_endpoint", url + "/authorize").put("introspection_endpoint", url + "/introspect")
                .put("userinfo_endpoint", url + "/userinfo").put("end_session_endpoint", url + "/end");
    }

    private JsonObject keys() {
        try {
            JsonWebKey publicKey = JsonWebKey.Factory.newJwk(key.getPublic());
            publicKey.setKeyId("1");
            publicKey.setAlgorithm("ES256");
            publicKey.setUse("sig");
            return new JsonObject().put("keys", new JsonArray().add(new JsonObject(publicKey.toJson())));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A code or refresh token has {@code id} and {@code access}, the claims of both tokens, and their lifetimes in seconds in
     * {@code lives}. {@code refresh} contains the response to the next refresh token. {@code fill} makes a token longer, and
     * {@code opaque} one that is not a JWT. Without {@code id}, there is no ID token.
     */
    private static JsonObject tokens(JsonObject granted) {
        JsonObject access = granted.getJsonObject("access", granted.getJsonObject("id"));
        JsonObject answer = new JsonObject().put("token_type", "Bearer").put("access_token", token(access))
                .put("expires_in", access.getInteger("lives"));
        if (granted.containsKey("id")) {
            answer.put("id_token", token(granted.getJsonObject("id")));
        }
        if (granted.containsKey("refresh")) {
            answer.put("refresh_token", opaque(granted.getJsonObject("refresh")));
        }
        return answer;
    }

    private static String token(JsonObject description) {
        JsonObject claims = description.copy();
        long now = Instant.now().getEpochSecond();
        claims.put("iat", now).put("exp", now + (Integer) claims.remove("lives"));
        claims.put("fill", "x".repeat(claims.getInteger("fill", 0)));
        return claims.containsKey("opaque") ? opaque(claims.put("active", true)) : jwt(claims);
    }
}
