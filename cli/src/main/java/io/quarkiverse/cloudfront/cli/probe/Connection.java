package io.quarkiverse.cloudfront.cli.probe;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Sends requests as they are written, one in each connection. HTTP clients refuse or repair the requests that matter here: with
 * dot segments, characters that are not encoded, a wrong {@code Host}, or a body where there must be none.
 *
 * @param local whether it is the local edge, on this machine: only there, any certificate is accepted
 */
record Connection(Target target, InetAddress address, boolean local) {

    private static final int TIMEOUT_MILLIS = 20_000;

    /** Connects over IPv4, because policies do not support IPv6 addresses. */
    static Connection to(Target target) throws UnknownHostException {
        InetAddress address = Arrays.stream(InetAddress.getAllByName(target.hostname())).filter(Inet4Address.class::isInstance)
                .findFirst().orElseThrow(() -> new UnknownHostException(target.hostname() + " has no IPv4 address"));
        return new Connection(target, address, address.isLoopbackAddress());
    }

    /** @param headers the header lines; without {@code Host}, that of the target is added */
    RawResponse send(String method, String path, List<String> headers, String content) throws IOException {
        StringBuilder request = new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\n");
        if (headers.stream().noneMatch(line -> line.startsWith("Host:"))) {
            request.append("Host: ").append(target.host()).append("\r\n");
        }
        headers.forEach(line -> request.append(line).append("\r\n"));
        request.append("Connection: close\r\n\r\n").append(content);
        try (Socket socket = open()) {
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return RawResponse.parse(socket.getInputStream().readAllBytes());
        }
    }

    private Socket open() throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(address, target.port()), TIMEOUT_MILLIS);
        } catch (IOException e) {
            throw new IOException("Cannot connect to " + target.hostname() + ":" + target.port() + ": " + e.getMessage(), e);
        }
        socket.setSoTimeout(TIMEOUT_MILLIS);
        if (target.scheme().equals("http")) {
            return socket;
        }
        SSLSocket secure = (SSLSocket) context().getSocketFactory().createSocket(socket, target.hostname(), target.port(),
                true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(local ? null : "HTTPS");
        secure.setSSLParameters(parameters);
        return secure;
    }

    /** The local edge has a self-signed certificate, and listens on this machine only. */
    private SSLContext context() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, local ? new TrustManager[] { new AnyCertificate() } : null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("This Java runtime does not have TLS", e);
        }
    }

    private static final class AnyCertificate implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
