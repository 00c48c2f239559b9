package io.quarkiverse.cloudfront.signer.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Stands in for GitHub: OAuth 2.0 with single sign-on and user information, without ID tokens, refresh tokens, and logouts.
 * Users choose their names.
 */
public class UserInfoProvider implements QuarkusTestResourceLifecycleManager {

    private final Map<String, String> names = new ConcurrentHashMap<>();
    /** User names by cookie, code, and access token. */
    private final Map<String, String> sessions = new ConcurrentHashMap<>();
    private final Map<String, String> granted = new ConcurrentHashMap<>();
    private volatile Duration life = Duration.ofMinutes(5);

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/authorize", this::authorize);
        server.createContext("/access_token", exchange -> answer(exchange, token(parameters(exchange))));
        server.createContext("/user", exchange -> answer(exchange, user(exchange)));
        server.start();
        String url = "http://localhost:" + server.getAddress().getPort();
        return Map.of(
                "quarkus.oidc.provider", "github",
                "quarkus.oidc.auth-server-url", url,
                "quarkus.oidc.user-info-path", url + "/user",
                "quarkus.oidc.client-id", "gallery",
                "quarkus.oidc.credentials.secret", UUID.randomUUID().toString());
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(UserInfoProvider.class));
    }

    void tokensLive(Duration life) {
        this.life = life;
    }

    /** Tokens remain valid. */
    void endSessions() {
        sessions.clear();
    }

    void rename(String user, String name) {
        names.put(user, name);
    }

    /** The claim that never changes. */
    static int id(String user) {
        return user.hashCode() & 0xffff;
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> parameters = parameters(exchange);
        String cookie = String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"))
                .replaceFirst(".*\\bprovider=([^;]*).*|.*", "$1");
        String user = parameters.getOrDefault("user", sessions.getOrDefault(cookie, ""));
        if (user.isEmpty()) {
            byte[] form = "<!DOCTYPE html><title>Log in</title><form method='post'><input name='user'><button>Log in</button></form>"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, form.length);
            exchange.getResponseBody().write(form);
        } else {
            exchange.getResponseHeaders().set("Set-Cookie", "provider=" + add(sessions, user) + "; Path=/; HttpOnly");
            exchange.getResponseHeaders().set("Location", parameters.get("redirect_uri") + "?code=" + add(granted, user)
                    + "&state=" + parameters.get("state"));
            exchange.sendResponseHeaders(302, -1);
        }
        exchange.close();
    }

    private JsonObject token(Map<String, String> parameters) {
        return new JsonObject().put("access_token", add(granted, granted.remove(parameters.get("code"))))
                .put("token_type", "bearer").put("expires_in", life.toSeconds());
    }

    private JsonObject user(HttpExchange exchange) {
        String user = granted.get(exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length()));
        return new JsonObject().put("id", id(user)).put("login", user).put("name", names.getOrDefault(user, user))
                .put("groups", new JsonArray().add("user"));
    }

    private static String add(Map<String, String> users, String user) {
        String key = UUID.randomUUID().toString();
        users.put(key, user);
        return key;
    }

    private static void answer(HttpExchange exchange, JsonObject answer) throws IOException {
        byte[] body = answer.encode().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Of the query and of the form. */
    private static Map<String, String> parameters(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : (exchange.getRequestURI().getRawQuery() + "&" + body).split("&")) {
            String[] parts = parameter.split("=", 2);
            if (parts.length == 2) {
                parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }
}
