package io.quarkiverse.cloudfront.signer.it;

import static io.restassured.RestAssured.given;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.signer.fixtures.ForkDirectory;
import io.quarkiverse.cloudfront.signer.fixtures.FreePort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.http.ContentType;

/**
 * A separate Keycloak for the gallery, with alice and bob in its realm. It does not leave anything after the tests: the
 * database is in memory, and all secrets are generated for each run.
 */
public class KeycloakServer implements QuarkusTestResourceLifecycleManager {

    /**
     * Shorter than any grant of the gallery, longer than any test.
     */
    static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

    /** The argument with the path where the gallery receives back-channel logouts. Without it, it does not receive any. */
    static final String BACK_CHANNEL_PATH = "back-channel-path";

    private static final String REALM = "gallery";
    private static final String CLIENT = "gallery";
    private static final Path LOG = ForkDirectory.of("keycloak.log");
    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(250);

    private final Map<String, String> passwords = Map.of("alice", secret(), "bob", secret());
    private final String clientSecret = secret();
    private final String adminPassword = secret();

    private String backChannelPath = "";
    private int port;
    private Process process;

    @Override
    public void init(Map<String, String> arguments) {
        backChannelPath = arguments.getOrDefault(BACK_CHANNEL_PATH, "");
    }

    @Override
    public Map<String, String> start() {
        port = FreePort.find();
        int galleryPort = FreePort.find();
        Path home = home();
        // the realm, and what the first start compiles, are files that another JVM's server would share
        try (FileChannel lock = FileChannel.open(home.resolve("start.lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            lock.lock();
            Path realm = home.resolve(Path.of("data", "import", REALM + "-realm.json"));
            Files.createDirectories(realm.getParent());
            Files.writeString(realm, realm("http://localhost:" + galleryPort));
            process = launch(home);
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
            awaitRealm();
            Files.delete(realm);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return Map.of(
                "quarkus.http.test-port", String.valueOf(galleryPort),
                "quarkus.oidc.auth-server-url", realmUrl(),
                "quarkus.oidc.client-id", CLIENT,
                "quarkus.oidc.credentials.secret", clientSecret);
    }

    @Override
    public void stop() {
        if (process == null) {
            return;
        }
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroy);
        for (ProcessHandle each : all) {
            each.onExit().completeOnTimeout(null, STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
            each.destroyForcibly();
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(KeycloakServer.class));
    }

    String realmUrl() {
        return "http://localhost:" + port + "/realms/" + REALM;
    }

    String endSessionUrl() {
        return realmUrl() + "/protocol/openid-connect/logout";
    }

    String password(String user) {
        return passwords.get(user);
    }

    /**
     * Sets the lifetime of the tokens that Keycloak issues from now on.
     */
    void tokensLive(Duration life) {
        given().auth().oauth2(adminToken())
                .contentType(ContentType.JSON)
                .body(Map.of("accessTokenLifespan", life.toSeconds()))
                .put(adminUrl())
                .then().statusCode(204);
    }

    /**
     * Ends the sessions, as an administrator or the idle timeout does. Tokens can no longer be refreshed.
     */
    void endSessions() {
        given().auth().oauth2(adminToken())
                .post(adminUrl() + "/logout-all")
                .then().statusCode(200);
    }

    /**
     * Ends the sessions of a user, as an administrator does in Keycloak's console.
     *
     * @return when the first session was to end
     */
    Instant logOut(String user) {
        List<String> sessions = sessions(user);
        Instant begun = Instant.now();
        sessions.forEach(this::endSession);
        return begun;
    }

    /** The value of the {@code sub} claim. */
    String id(String user) {
        return given().auth().oauth2(adminToken()).queryParams("username", user, "exact", true).get(adminUrl() + "/users")
                .then().statusCode(200).extract().path("[0].id");
    }

    List<String> sessions(String user) {
        return given().auth().oauth2(adminToken()).get(adminUrl() + "/users/" + id(user) + "/sessions")
                .then().statusCode(200).extract().path("id");
    }

    void endSession(String session) {
        given().auth().oauth2(adminToken()).delete(adminUrl() + "/sessions/" + session).then().statusCode(204);
    }

    private String adminUrl() {
        return "http://localhost:" + port + "/admin/realms/" + REALM;
    }

    private String adminToken() {
        return given()
                .formParams("grant_type", "password", "client_id", "admin-cli", "username", "admin", "password", adminPassword)
                .post("http://localhost:" + port + "/realms/master/protocol/openid-connect/token")
                .then().statusCode(200).extract().path("access_token");
    }

    private Process launch(Path home) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(home.resolve(Path.of("bin", "kc.sh")).toString(), "start-dev",
                "--http-host=localhost", "--http-port=" + port, "--db=dev-mem", "--import-realm");
        builder.environment().putAll(Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "JAVA_OPTS_KC_HEAP", "-Xms128m -Xmx512m -XX:TieredStopAtLevel=1",
                "KC_BOOTSTRAP_ADMIN_USERNAME", "admin",
                "KC_BOOTSTRAP_ADMIN_PASSWORD", adminPassword));
        return builder.redirectErrorStream(true).redirectOutput(LOG.toFile()).start();
    }

    private void awaitRealm() throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(START_TIMEOUT);
        while (!isRealmThere()) {
            if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS) || Instant.now().isAfter(deadline)) {
                stop();
                throw new IllegalStateException("Keycloak did not start:\n" + Files.readString(LOG));
            }
        }
    }

    private boolean isRealmThere() {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create(realmUrl()).toURL().openConnection();
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Path home() {
        String home = System.getProperty("keycloak.home");
        if (home == null) {
            throw new IllegalStateException("There is no Keycloak to start; run Maven with -Pnightly");
        }
        return Path.of(home);
    }

    private static String secret() {
        return UUID.randomUUID().toString();
    }

    private String realm(String gallery) {
        return """
                {
                  "realm": "%s",
                  "enabled": true,
                  "accessTokenLifespan": %s,
                  "roles": { "realm": [{ "name": "user" }] },
                  "clients": [{
                    "clientId": "%s",
                    "secret": "%s",
                    "standardFlowEnabled": true,
                    "directAccessGrantsEnabled": false,
                    "redirectUris": ["http://localhost:*"],
                    "attributes": {
                      "post.logout.redirect.uris": "%s/logged-out.html##http://localhost:*",
                      "backchannel.logout.url": "%s",
                      "backchannel.logout.session.required": "true"
                    },
                    "protocolMappers": [{
                      "name": "groups",
                      "protocol": "openid-connect",
                      "protocolMapper": "oidc-usermodel-realm-role-mapper",
                      "config": {
                        "claim.name": "groups",
                        "multivalued": "true",
                        "jsonType.label": "String",
                        "id.token.claim": "true"
                      }
                    }, {
                      "name": "tenant",
                      "protocol": "openid-connect",
                      "protocolMapper": "oidc-usermodel-attribute-mapper",
                      "config": {
                        "user.attribute": "tenant",
                        "claim.name": "tenant",
                        "jsonType.label": "String",
                        "id.token.claim": "true",
                        "access.token.claim": "true"
                      }
                    }]
                  }],
                  "users": [%s, %s]
                }
                """.formatted(REALM, TOKEN_LIFE.toSeconds(), CLIENT, clientSecret, gallery,
                backChannelPath.isEmpty() ? "" : gallery + backChannelPath,
                user("alice", "highlands"), user("bob", "lowlands"));
    }

    private String user(String name, String tenant) {
        return """
                {
                  "username": "%s",
                  "enabled": true,
                  "firstName": "%s",
                  "lastName": "Viewer",
                  "email": "%s@example.com",
                  "emailVerified": true,
                  "attributes": { "tenant": ["%s"] },
                  "realmRoles": ["user"],
                  "credentials": [{ "type": "password", "value": "%s" }]
                }""".formatted(name, name, name, tenant, passwords.get(name));
    }
}
