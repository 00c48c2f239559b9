package io.quarkiverse.cloudfront.cli.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.cli.http.Connection;
import io.quarkiverse.cloudfront.cli.http.Target;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;

/** What differs between the local edge and a distribution of CloudFront, with a local edge that is taken for a distribution. */
class RemoteDistributionTest {

    private static final String TRUST_STORE = "javax.net.ssl.trustStore";

    private static final Map<String, KeyPair> KEYS = new TreeMap<>(
            Map.of("KRSA", NewKey.rsaPair(), "KP256", NewKey.p256Pair()));

    private static Connection remote(Target target) {
        return new Connection(target, InetAddress.getLoopbackAddress(), false, Duration.ofSeconds(20));
    }

    @Test
    void certificateThatNobodyHasIssued_isRefused() throws IOException {
        try (ProbedEdge edge = new ProbedEdge(KEYS, true, true, Clock.systemUTC())) {
            Target target = Target.of(edge.url());

            assertThatThrownBy(() -> remote(target).send("GET", "/probe/a.txt", List.of(), ""))
                    .isInstanceOf(SSLException.class).hasMessageContaining("PKIX path");
            assertThat(edge.events).isEmpty();
            assertThat(Connection.to(target).send("GET", "/probe/a.txt", List.of(), "").status()).isEqualTo(403);
        }
    }

    @Test
    void certificateOfAnotherHost_isRefused(@TempDir Path directory) throws Exception {
        try (ProbedEdge edge = new ProbedEdge(KEYS, true, true, Clock.systemUTC())) {
            Target target = Target.of(edge.url());
            System.setProperty(TRUST_STORE, trusting(target, directory.resolve("trusted.p12")).toString());

            assertThat(remote(target).send("GET", "/probe/a.txt", List.of(), "").status()).isEqualTo(403);
            Target other = new Target("https", "other.example", target.port(), false);
            assertThatThrownBy(() -> remote(other).send("GET", "/probe/a.txt", List.of(), ""))
                    .isInstanceOf(SSLException.class).hasMessageContaining("other.example");
        } finally {
            System.clearProperty(TRUST_STORE);
        }
    }

    private static Path trusting(Target target, Path file) throws Exception {
        List<Certificate> chain = new ArrayList<>();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] { new X509TrustManager() {
            @Override
            public void checkClientTrusted(java.security.cert.X509Certificate[] certificates, String type) {
            }

            @Override
            public void checkServerTrusted(java.security.cert.X509Certificate[] certificates, String type) {
                chain.addAll(List.of(certificates));
            }

            @Override
            public java.security.cert.X509Certificate[] getAcceptedIssuers() {
                return new java.security.cert.X509Certificate[0];
            }
        } }, null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(),
                target.port())) {
            socket.startHandshake();
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("edge", chain.get(0));
        try (OutputStream out = Files.newOutputStream(file)) {
            // without a password, because a trust store is read without one
            System.setProperty("keystore.pkcs12.macAlgorithm", "NONE");
            System.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
            store.store(out, null);
        } finally {
            System.clearProperty("keystore.pkcs12.macAlgorithm");
            System.clearProperty("keystore.pkcs12.certProtectionAlgorithm");
        }
        return file;
    }

    /** Behind it, there may be an origin that carries out what it is asked for. */
    @Test
    @Tag("nightly")
    void distributionWithoutTheFunction_getsNothingThatWrites() throws IOException {
        List<Question> writing = Question.all().stream().filter(Question::couldWrite).toList();
        assertThat(writing).extracting(Question::method).contains("PUT", "DELETE", "POST");
        try (ProbedEdge edge = new ProbedEdge(KEYS, true, false, Clock.systemUTC())) {
            List<Answer> answers = ProbedEdge.interview(remote(Target.of(edge.url())), KEYS, Clock.systemUTC())
                    .ask(Question.all());

            assertThat(edge.events).hasSizeGreaterThan(250).allMatch(event -> List.of("GET", "HEAD", "OPTIONS")
                    .contains(event.method()));
            assertThat(answers).filteredOn(answer -> answer.question().couldWrite()).hasSameSizeAs(writing)
                    .allMatch(answer -> answer.notAsked().equals(Optional.of("it needs the function of the template")));
            assertThat(answers).extracting(Answer::notAsked).contains(Optional.of("it needs the address of the viewer"));

            assertThat(edge.interview(KEYS, Clock.systemUTC()).ask(writing)).allMatch(Answer::asked);
        }
    }

    @Test
    void distributionWithTheFunction_isAskedEverything() throws IOException {
        List<Question> writing = Question.all().stream().filter(Question::couldWrite).toList();
        try (ProbedEdge edge = new ProbedEdge(KEYS, Map.of("X-Probe-Viewer", "127.0.0.1"))) {
            assertThat(ProbedEdge.interview(remote(Target.of(edge.url())), KEYS, Clock.systemUTC()).ask(writing))
                    .allMatch(Answer::isExpected);
        }
    }
}
