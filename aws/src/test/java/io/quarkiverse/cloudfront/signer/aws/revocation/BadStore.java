package io.quarkiverse.cloudfront.signer.aws.revocation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A store that answers as no service should.
 */
final class BadStore implements AutoCloseable {

    /** Writes the answer to a request. */
    interface Answer {
        void write(OutputStream out, byte[] request) throws IOException, InterruptedException;
    }

    /** Accepts requests, and never answers. */
    static final Answer SILENT = (out, request) -> new CountDownLatch(1).await();

    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile Answer answer;

    BadStore(Answer answer) {
        this.answer = answer;
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    static Answer of(int status, String body) {
        return (out, request) -> out.write((head(status) + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8));
    }

    /** One byte every 20 milliseconds, for as long as somebody reads. */
    static Answer slowly(String begin, char next) {
        return (out, request) -> {
            out.write(begin.getBytes(StandardCharsets.UTF_8));
            while (true) {
                out.write(next);
                out.flush();
                Thread.sleep(20);
            }
        };
    }

    static Answer endless(String begin) {
        return (out, request) -> {
            out.write(begin.getBytes(StandardCharsets.UTF_8));
            byte[] spaces = " ".repeat(100_000).getBytes(StandardCharsets.UTF_8);
            while (true) {
                out.write(spaces);
            }
        };
    }

    static Answer forwardedTo(URI store) {
        return (out, request) -> {
            try (Socket socket = new Socket(store.getHost(), store.getPort())) {
                socket.getOutputStream().write(request);
                socket.getInputStream().transferTo(out);
            }
        };
    }

    static String head(int status) {
        return "HTTP/1.1 " + status + " Status\r\nETag: V1\r\nLocation: http://127.0.0.1:1/\r\nConnection: close\r\n";
    }

    void answer(Answer with) {
        answer = with;
    }

    boolean isAsked() throws InterruptedException {
        return asked.await(60, TimeUnit.SECONDS);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "bad-store");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            byte[] request = request(socket.getInputStream());
            asked.countDown();
            answer.write(socket.getOutputStream(), request);
        } catch (IOException e) {
            // the client no longer reads
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One for each connection. */
    private static byte[] request(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1).replaceFirst("(?i)keep-alive", "close");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(text.getBytes(StandardCharsets.ISO_8859_1));
        for (String line : text.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                request.write(in.readNBytes(Integer.parseInt(line.substring("content-length:".length()).strip())));
            }
        }
        return request.toByteArray();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
