package io.quarkiverse.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.edge.origin.DirectoryServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

/** Only programs on the same machine reach the edge, and the server of its directory, which does not verify anything. */
class LoopbackTest {

    private static final int CONNECT_MILLIS = 5_000;

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void edge_isNotReachableFromOtherMachines() throws IOException {
        Distribution distribution = Distribution.builder(Origin.directory(directory)).build();

        assertOnlyLoopback(Await.result(Edge.start(vertx, distribution, EdgeOptions.defaults())).port());
    }

    @Test
    void directoryServer_isNotReachableFromOtherMachines() throws IOException {
        HttpServer server = Await.result(DirectoryServer.start(vertx, directory, 8_192));

        assertOnlyLoopback(server.actualPort());
    }

    private static void assertOnlyLoopback(int port) throws IOException {
        connect("127.0.0.1", port);
        assertThat(otherAddresses()).isNotEmpty()
                .allSatisfy(address -> assertThatThrownBy(() -> connect(address, port)).as(address)
                        .isInstanceOf(IOException.class));
    }

    private static void connect(String address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
        }
    }

    /** The machine's other addresses. On Linux, it also has the whole network 127.0.0.0/8. */
    private static List<String> otherAddresses() throws SocketException {
        return Stream.concat(Stream.of("127.0.0.2"), NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses).filter(address -> !address.isLoopbackAddress())
                .map(InetAddress::getHostAddress)).toList();
    }
}
