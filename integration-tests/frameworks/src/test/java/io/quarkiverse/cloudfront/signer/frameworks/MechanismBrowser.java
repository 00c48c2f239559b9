package io.quarkiverse.cloudfront.signer.frameworks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.quarkiverse.cloudfront.signer.fixtures.SharedKeyPair;
import io.quarkiverse.cloudfront.signer.fixtures.TestTokens;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.vertx.core.json.JsonObject;

/**
 * Sends requests with the credentials of each mechanism and tenant.
 */
final class MechanismBrowser {

    enum Credentials {
        NONE,
        BASIC,
        FORM,
        TOKEN,
        GOLD_TOKEN,
        TENANT_TOKEN,
        ISSUED_TOKEN,
        SESSION,
        CERTIFICATE,
        OWN
    }

    /** Of the tenant {@code issuer}. */
    static final String ISSUER = "https://tenants.example.com/issuer";
    static final String PASSWORD = "password";
    /** By certificate, for all tests: reading a certificate takes longer than most of them. */
    private static final Map<String, HttpClient> CLIENTS = new ConcurrentHashMap<>();

    private final URI http;
    private final URI https;
    private final Map<Credentials, String> cookies = new ConcurrentHashMap<>();

    MechanismBrowser(URI http, URI https) {
        this.http = http;
        this.https = https;
    }

    /** Gets the cookies of mechanisms that have them. */
    void logIn(Credentials credentials, String page) {
        switch (credentials) {
            case FORM -> cookies.computeIfAbsent(credentials, form -> logInWithForm());
            case SESSION -> cookies.computeIfAbsent(credentials, session -> logInWithCode(page));
            default -> {
            }
        }
    }

    HttpResponse<String> get(String path, Credentials credentials, boolean broken) {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        String certificate = "";
        switch (credentials) {
            case NONE -> {
            }
            case BASIC -> authorize(request, "Basic",
                    Base64.getEncoder()
                            .encodeToString(("alice:" + (broken ? "bob" : "alice")).getBytes(StandardCharsets.UTF_8)));
            case TOKEN -> authorize(request, "Bearer", altered(TestTokens.of("alice", token -> token), broken));
            case GOLD_TOKEN -> authorize(request, "Bearer",
                    altered(TestTokens.of("alice", token -> token.claim("acr", "gold")), broken));
            case TENANT_TOKEN -> authorize(request, "Bearer", altered(tenantToken(Jwt.upn("alice")), broken));
            case ISSUED_TOKEN -> authorize(request, "Bearer", altered(tenantToken(Jwt.upn("alice").issuer(ISSUER)), broken));
            case FORM -> request.header("Cookie", broken ? "quarkus-credential=broken" : cookies.get(credentials));
            case SESSION -> request.header("Cookie", broken ? "q_session_web=broken" : cookies.get(credentials));
            case OWN -> request.header("Own-User", broken ? "broken" : "alice");
            // the server does not ask for the one that it does not trust
            case CERTIFICATE -> certificate = broken ? "unknown" : "alice";
        }
        return send(request, path, certificate);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String path, String certificate) {
        URI uri = (certificate.isEmpty() ? http : https).resolve(path);
        try {
            return CLIENTS.computeIfAbsent(certificate, MechanismBrowser::client)
                    .send(request.uri(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void authorize(HttpRequest.Builder request, String scheme, String value) {
        request.header("Authorization", scheme + " " + value);
    }

    private static String tenantToken(JwtClaimsBuilder claims) {
        return claims.expiresIn(Duration.ofHours(1)).sign(SharedKeyPair.rsa(MechanismBrowser.class).getPrivate());
    }

    /** With another signature. */
    private static String altered(String token, boolean altered) {
        return altered ? token.substring(0, token.lastIndexOf('.') + 1) + token.substring(0, token.indexOf('.')) : token;
    }

    private String logInWithForm() {
        HttpRequest.Builder request = HttpRequest.newBuilder().header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("j_username=alice&j_password=alice"));
        return cookie(send(request, "/j_security_check", ""), "quarkus-credential=");
    }

    private String logInWithCode(String page) {
        HttpResponse<String> challenge = get(page, Credentials.NONE, false);
        String query = URI.create(challenge.headers().firstValue("Location").orElseThrow()).getRawQuery();
        String callback = URLDecoder.decode(query.replaceFirst(".*redirect_uri=([^&]*).*", "$1"), StandardCharsets.UTF_8);
        String code = TestProvider.opaque(new JsonObject().put("id", new JsonObject().put("sub", "alice").put("upn", "alice")
                .put("aud", "site").put("lives", 3_600)));
        HttpRequest.Builder request = HttpRequest.newBuilder().header("Cookie", cookie(challenge, "q_auth_web"));
        return cookie(send(request, URI.create(callback).getPath() + "?state=" + query.replaceFirst(".*&?state=([^&]*).*", "$1")
                + "&code=" + URLEncoder.encode(code, StandardCharsets.UTF_8), ""), "q_session_web=");
    }

    private static String cookie(HttpResponse<String> response, String prefix) {
        return response.headers().allValues("Set-Cookie").stream().filter(cookie -> cookie.startsWith(prefix))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';'))).findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + prefix + " in " + response + response.headers().map()));
    }

    private static HttpClient client(String certificate) {
        HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        return (certificate.isEmpty() ? client : client.sslContext(context(certificate))).build();
    }

    private static SSLContext context(String certificate) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keyStore(certificate), PASSWORD.toCharArray());
            TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(keyStore("localhost"));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore keyStore(String name) throws GeneralSecurityException {
        try (InputStream file = Files.newInputStream(Path.of(keyStoreFile(name)))) {
            KeyStore keyStore = KeyStore.getInstance("PKCS12");
            keyStore.load(file, PASSWORD.toCharArray());
            return keyStore;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A key and its certificate, which also serves as the other side's trust store. Like the key pairs, it exists once per JVM,
     * because Quarkus loads the classes of a test twice.
     */
    static String keyStoreFile(String name) {
        String property = MechanismBrowser.class.getName() + "." + name;
        if (System.getProperty(property) == null) {
            try {
                Path file = Files.createTempDirectory("certificates").resolve(name + ".p12");
                Process keytool = new ProcessBuilder(
                        List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                                "-genkeypair", "-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD,
                                "-alias", name,
                                "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "san=dns:localhost,ip:127.0.0.1"))
                        .redirectErrorStream(true).start();
                String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (!Files.exists(file)) {
                    throw new IllegalStateException(output);
                }
                System.setProperty(property, file.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return System.getProperty(property);
    }

    /** The public key for the tokens of all tenants but the default one and {@code web}. */
    static String tenantKey() {
        return Base64.getEncoder().encodeToString(SharedKeyPair.rsa(MechanismBrowser.class).getPublic().getEncoded());
    }
}
