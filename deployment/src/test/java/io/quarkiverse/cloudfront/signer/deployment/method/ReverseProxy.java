package io.quarkiverse.cloudfront.signer.deployment.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.quarkiverse.cloudfront.signer.fixtures.FreePort;
import io.quarkiverse.cloudfront.signer.programs.Program;

/**
 * nginx, HAProxy, Varnish, or Squid in front of the application.
 */
final class ReverseProxy implements AutoCloseable {

    static final Path DOCUMENTED = Path.of("..", "docs", "modules", "ROOT", "examples", "proxies");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String CERTIFICATE = "certificate.pem";

    private final Process process;
    private final int port;
    private final Path directory;

    private ReverseProxy(Process process, int port, Path directory) {
        this.process = process;
        this.port = port;
        this.directory = directory;
    }

    static String documented(String file) throws IOException {
        return Files.readString(DOCUMENTED.resolve(file));
    }

    /**
     * @param configuration that listens on port 80, or with TLS on port 443, and forwards to port 8080
     */
    static ReverseProxy nginx(String configuration, int application) throws IOException {
        int port = FreePort.find();
        Path directory = Files.createTempDirectory("nginx");
        // otherwise, the workers of root belong to a user who cannot write into the directory
        String user = System.getProperty("user.name").equals("root") ? "user root root;\n" : "";
        StringBuilder main = new StringBuilder(user + "daemon off;\npid nginx.pid;\nerror_log error.log;\nevents {\n}\nhttp {\n"
                + "access_log off;\n");
        for (String part : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            main.append(part).append("_temp_path ").append(part).append(";\n");
        }
        if (configuration.contains("ssl_certificate")) {
            certify(directory);
        }
        main.append(configuration.replace("listen 80;", "listen 127.0.0.1:" + port + ";")
                .replace("listen 443 ", "listen 127.0.0.1:" + port + " ").replace("/etc/nginx/", "")
                .replace("127.0.0.1:8080", "127.0.0.1:" + application)).append("\n}\n");
        Path file = Files.writeString(directory.resolve("nginx.conf"), main);
        return start(port, directory, Program.NGINX.path(), "-p", directory + "/", "-e", "error.log", "-c", file.toString());
    }

    private static void certify(Path directory) throws IOException {
        Process openssl = new ProcessBuilder(Program.OPENSSL.path(), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days",
                "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", "certificate.key", "-out",
                CERTIFICATE).directory(directory.toFile()).redirectErrorStream(true).start();
        String output = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(openssl.onExit().orTimeout(60, TimeUnit.SECONDS).join().exitValue()).as(output).isZero();
    }

    /**
     * @param configuration that listens on port 80 and forwards to port 8080
     */
    static ReverseProxy haproxy(String configuration, int application) throws IOException {
        int port = FreePort.find();
        Path directory = Files.createTempDirectory("haproxy");
        String defaults = "defaults\n    mode http\n    timeout connect 10s\n    timeout client 10s\n    timeout server 10s\n\n";
        Path file = Files.writeString(directory.resolve("haproxy.cfg"),
                defaults + configuration.replace("bind :80", "bind 127.0.0.1:" + port)
                        .replace("127.0.0.1:8080", "127.0.0.1:" + application));
        return start(port, directory, Program.HAPROXY.path(), "-db", "-f", file.toString());
    }

    /**
     * @param configuration in VCL, without the backend
     */
    static ReverseProxy varnish(String configuration, int application) throws IOException {
        int port = FreePort.find();
        Path directory = Files.createTempDirectory("varnish");
        Path file = Files.writeString(directory.resolve("default.vcl"),
                "vcl 4.1;\nbackend application {\n  .host = \"127.0.0.1\";\n"
                        + "  .port = \"" + application + "\";\n}\n" + configuration);
        return start(port, directory, Program.VARNISH.path(), "-F", "-j", "none", "-a", "127.0.0.1:" + port, "-f",
                file.toString(), "-n", directory.resolve("work").toString(), "-s", "malloc,32m");
    }

    /**
     * @param configuration what it caches
     */
    static ReverseProxy squid(String configuration, int application) throws IOException {
        int port = FreePort.find();
        Path directory = Files.createTempDirectory("squid");
        boolean root = System.getProperty("user.name").equals("root");
        if (root) {
            // Squid does not run as root, but as this user, who has to write into the directory
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        Path file = Files.writeString(directory.resolve("squid.conf"), (root ? "cache_effective_user nobody\n" : "")
                + "http_port 127.0.0.1:" + port + " accel defaultsite=localhost\ncache_peer 127.0.0.1 parent " + application
                + " 0 no-query originserver\nhttp_access allow all\ncache_mem 16 MB\nmemory_cache_shared off\n"
                + "digest_generation off\naccess_log none\ncache_log " + directory.resolve("cache.log")
                + "\npid_filename none\ncoredump_dir " + directory + "\nshutdown_lifetime 0 seconds\n"
                + "visible_hostname localhost\npinger_enable off\n" + configuration);
        // the names of its shared memory begin with that of the service
        return start(port, directory, Program.SQUID.path(), "-N", "-n", "squid" + port, "-f", file.toString());
    }

    int port() {
        return port;
    }

    private static ReverseProxy start(int port, Path directory, String... command) throws IOException {
        Path log = directory.resolve("output.log");
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start();
        ReverseProxy proxy = new ReverseProxy(process, port, directory);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!proxy.isListening()) {
            assertThat(process.isAlive() && System.nanoTime() < end).as("%s: %s", command[0], Files.readString(log)).isTrue();
        }
        return proxy;
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            return true;
        } catch (IOException e) {
            Thread.onSpinWait();
            return false;
        }
    }

    /**
     * The response to a viewer at 127.0.0.2, an address that neither the proxy nor the application uses.
     *
     * @param headers each with its name
     */
    String get(String path, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port, InetAddress.getByName("127.0.0.2"), 0)) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: media.example.com\r\nConnection: close\r\n"
                    + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * The response over TLS, with HTTP/2 if the proxy supports it.
     *
     * @param headers names and values in turn
     */
    HttpResponse<String> getOverTls(String path, String... headers) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream certificate = Files.newInputStream(directory.resolve(CERTIFICATE))) {
            trusted.setCertificateEntry("proxy", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(tls).build().send(
                HttpRequest.newBuilder(URI.create("https://" + tlsHost() + path)).headers(headers).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    String tlsHost() {
        return "localhost:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
