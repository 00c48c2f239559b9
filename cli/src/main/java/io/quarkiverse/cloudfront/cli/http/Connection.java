package io.quarkiverse.cloudfront.cli.http;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

import io.quarkiverse.cloudfront.cli.output.Deadline;

/**
 * Sends requests exactly as they are written, each on its own connection. HTTP clients refuse or repair the requests that
 * matter here: requests with dot segments, characters that are not encoded, a wrong {@code Host}, or a body where none is
 * allowed. At most 1 MiB of each response is read, because codes and headers are at the beginning.
 *
 * @param local whether the server is the local edge, on this machine. Only then is any certificate accepted
 * @param limit the time limit for a request and its whole response
 */
public record Connection(Target target, InetAddress address, boolean local, Duration limit) {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MOST_BYTES = 1 << 20;

    /**
     * Creates a connection over IPv4, because policies do not support IPv6 addresses.
     *
     * @throws IOException if the host does not have an address. The message names the host
     */
    public static Connection to(Target target) throws IOException {
        String host = target.hostname();
        InetAddress address = Deadline.within(LIMIT, "The address of " + host + " was not found",
                () -> Arrays.stream(addresses(host)).filter(Inet4Address.class::isInstance).findFirst()
                        .orElseThrow(() -> new IOException(host + " has no IPv4 address")));
        return new Connection(target, address, address.isLoopbackAddress(), LIMIT);
    }

    private static InetAddress[] addresses(String host) throws IOException {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new IOException("The host " + host + " is not known. Check its name and the network", e);
        }
    }

    /**
     * @param headers the header lines. If {@code Host} is missing, the target's host is added
     * @throws IOException if no HTTP response arrives in time. The message is for the user
     */
    public RawResponse send(String method, String path, List<String> headers, String content) throws IOException {
        StringBuilder request = new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\n");
        if (headers.stream().noneMatch(line -> line.startsWith("Host:"))) {
            request.append("Host: ").append(target.host()).append("\r\n");
        }
        headers.forEach(line -> request.append(line).append("\r\n"));
        request.append("Connection: close\r\n\r\n").append(content);
        // the caller's thread closes the socket, which ends the other thread
        try (Socket socket = new Socket()) {
            return Deadline.within(limit, target.hostname() + ":" + target.port() + " has not answered completely",
                    () -> exchange(socket, request.toString().getBytes(StandardCharsets.UTF_8)));
        }
    }

    private RawResponse exchange(Socket socket, byte[] request) throws IOException {
        try {
            socket.connect(new InetSocketAddress(address, target.port()));
        } catch (IOException e) {
            throw new IOException("Cannot connect to " + target.hostname() + ":" + target.port() + ": " + e.getMessage(), e);
        }
        Socket talking = target.scheme().equals("http") ? socket : secure(socket);
        talking.getOutputStream().write(request);
        talking.getOutputStream().flush();
        return RawResponse.parse(talking.getInputStream().readNBytes(MOST_BYTES));
    }

    private Socket secure(Socket socket) throws IOException {
        SSLSocket secure = (SSLSocket) context().getSocketFactory().createSocket(socket, target.hostname(), target.port(),
                true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(local ? null : "HTTPS");
        secure.setSSLParameters(parameters);
        return secure;
    }

    /**
     * Accepts any certificate of the local edge, because the certificate is self-signed, and the edge listens only on this
     * machine.
     */
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
