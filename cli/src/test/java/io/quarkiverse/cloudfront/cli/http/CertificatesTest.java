package io.quarkiverse.cloudfront.cli.http;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.cli.LocalEdge;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;

/** Which certificates are accepted, with a local edge that is taken for a distribution. */
class CertificatesTest {

    private static final String TRUST_STORE = "javax.net.ssl.trustStore";

    private static final Map<String, KeyPair> KEYS = Map.of("KP256", NewKey.p256Pair());

    private static Connection remote(Target target) {
        return new Connection(target, InetAddress.getLoopbackAddress(), false, Duration.ofSeconds(20));
    }

    @Test
    void certificateThatNobodyHasIssued_isRefused() throws IOException {
        try (LocalEdge edge = new LocalEdge(KEYS)) {
            Target target = Target.of(edge.url());

            assertThatThrownBy(() -> remote(target).send("GET", "/private/a.txt", List.of(), ""))
                    .isInstanceOf(SSLException.class).hasMessageContaining("PKIX path");
            assertThat(edge.events).isEmpty();
            assertThat(Connection.to(target).send("GET", "/private/a.txt", List.of(), "").status()).isEqualTo(403);
        }
    }

    @Test
    void certificateOfAnotherHost_isRefused(@TempDir Path directory) throws Exception {
        try (LocalEdge edge = new LocalEdge(KEYS)) {
            Target target = Target.of(edge.url());
            System.setProperty(TRUST_STORE, trusting(target, directory.resolve("trusted.p12")).toString());

            assertThat(remote(target).send("GET", "/private/a.txt", List.of(), "").status()).isEqualTo(403);
            Target other = new Target("https", "other.example", target.port(), false);
            assertThatThrownBy(() -> remote(other).send("GET", "/private/a.txt", List.of(), ""))
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
}
