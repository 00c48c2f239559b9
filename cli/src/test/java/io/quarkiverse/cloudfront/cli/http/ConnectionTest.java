package io.quarkiverse.cloudfront.cli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a stranger answers takes neither more time nor more memory than is allowed. */
@Timeout(60)
class ConnectionTest {

    private static final String HEAD = "HTTP/1.1 200 OK\r\nX-Cache: Hit from cloudfront\r\n\r\n";

    private interface Writer {
        void write(OutputStream out) throws Exception;
    }

    private static RawResponse ask(Duration limit, Writer answer) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture.runAsync(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read(new byte[10_000]);
                    answer.write(socket.getOutputStream());
                } catch (Exception e) {
                    // the client has closed the connection
                }
            }, task -> new Thread(task).start());
            Target target = Target.of(URI.create("http://127.0.0.1:" + server.getLocalPort()));
            return new Connection(target, InetAddress.getLoopbackAddress(), true, limit).send("GET", "/", List.of(), "");
        }
    }

    @Test
    void answerThatDrips_endsAtTheDeadline() {
        assertThatThrownBy(() -> ask(Duration.ofSeconds(1), out -> {
            out.write(HEAD.getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write('.');
                out.flush();
                Thread.sleep(50);
            }
        })).isInstanceOf(IOException.class)
                .hasMessageMatching("127\\.0\\.0\\.1:\\d+ has not answered completely within 1 seconds");
    }

    @Test
    void answerThatNeverEnds_isReadToItsLimit() throws IOException {
        RawResponse response = ask(Duration.ofSeconds(50), out -> {
            out.write(HEAD.getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write(new byte[1 << 16]);
            }
        });

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.head().length() + 4 + response.body().length()).isEqualTo(1 << 20);
    }

    /** Regular expressions would take minutes. */
    @Test
    void longHeader_isReadInTime() throws IOException {
        RawResponse response = ask(Duration.ofSeconds(20), out -> out.write(("HTTP/1.1 403 Forbidden\r\nX-Cache: "
                + " ".repeat(1_000_000) + "x\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));

        assertThat(response.header("X-Cache")).contains("x");
        assertThat(response.isFromCloudFront()).isFalse();
    }
}
