package io.quarkiverse.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;
import io.vertx.core.Vertx;

/** An edge that speaks HTTPS with its own certificate. */
class EdgeHttpsTest {

    @TempDir
    Path files;

    @AutoClose
    private final TestOrigin application = new TestOrigin(
            request -> request.response().end(request.getHeader("X-Forwarded-Proto")
                    + " " + request.getHeader("X-Forwarded-Port") + " " + request.getHeader("Host")));
    private final Vertx vertx = Vertx.vertx();
    @AutoClose
    private final AutoCloseable closeVertx = () -> Await.result(vertx.close());
    private Edge edge;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(files.resolve("a.txt"), "private");
        edge = Await.result(Edge.start(vertx, Distribution.builder(Origin.directory(files))
                .behavior(CacheBehavior.application("/api/*")).application(() -> Optional.of(application.url()))
                .defaultBehavior(CacheBehavior.restricted("*", RunningEdge.TRUSTED)).build(),
                EdgeOptions.defaults().withHttps(true)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "localhost", "127.0.0.1" })
    void certificate_isValidForLoopback(String host) throws Exception {
        HttpResponse<String> response = get("https://" + host + ":" + edge.port() + "/api/a");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(response.body()).isEqualTo("https " + edge.port() + " " + host + ":" + edge.port());
    }

    @Test
    void certificate_meetsTheRequirementsOfBrowsers() throws Exception {
        X509Certificate certificate = (X509Certificate) get(edge.url() + "/api/a").sslSession().orElseThrow()
                .getPeerCertificates()[0];

        assertThat(certificate.getSubjectAlternativeNames()).<Object> extracting(name -> name.get(1))
                .containsExactly("localhost", "*.localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(certificate.getNotAfter()).isBefore(Date.from(Instant.now().plus(Duration.ofDays(397))));
        assertThat(certificate.getNotBefore()).isBefore(new Date());
        certificate.verify(certificate.getPublicKey());
    }

    @Test
    void signature_holdsForTheUrlWithHttps() throws Exception {
        assertThat(edge.url()).isEqualTo(URI.create("https://localhost:" + edge.port()));
        String expires = String.valueOf(Instant.now().plusSeconds(60).getEpochSecond());

        assertThat(get(signed(edge.url() + "/a.txt", expires)).body()).isEqualTo("private");
        String forHttp = signed("http://localhost:" + edge.port() + "/a.txt", expires).replaceFirst("^http:", "https:");
        assertThat(get(forHttp).statusCode()).isEqualTo(403);
    }

    /** As in an application that excludes it. */
    @Test
    void missingBouncyCastle_isNamed() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(classPathWithoutBouncyCastle(), ClassLoader.getPlatformClassLoader())) {
            Callable<?> start = (Callable<?>) loader.loadClass(StartWithHttps.class.getName()).getConstructor().newInstance();

            assertThatThrownBy(start::call).isInstanceOf(IllegalStateException.class).hasMessage(
                    "An edge that speaks HTTPS requires BouncyCastle for its certificate: add the dependency "
                            + "org.bouncycastle:bcprov-jdk18on, or use HTTP");
        }
    }

    private static URL[] classPathWithoutBouncyCastle() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!Path.of(entry).getFileName().toString().startsWith("bc")) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }

    /** Runs in its own class loader. */
    public static final class StartWithHttps implements Callable<Object> {

        @Override
        public Object call() throws Exception {
            Vertx vertx = Vertx.vertx();
            try {
                return Edge.start(vertx, Distribution.builder(Origin.directory(Path.of("."))).build(),
                        EdgeOptions.defaults().withHttps(true));
            } finally {
                Await.result(vertx.close());
            }
        }
    }

    private static String signed(String url, String expires) {
        return url + "?" + AwsSigner.rsaSha256().cannedQuery(url, expires, expires);
    }

    private static HttpResponse<String> get(String url) throws Exception {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] { new AnyCertificate() }, null);
        return HttpClient.newBuilder().sslContext(tls).build().send(HttpRequest.newBuilder(URI.create(url)).build(),
                BodyHandlers.ofString());
    }

    /** The client still compares the hosts of the certificate with that of the URL. */
    private static final class AnyCertificate implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            // the edge does not ask for one
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            // the certificate is what the test wants to see
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
