package io.quarkiverse.cloudfront.signer.programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stand-in for AWS, which keeps its state in memory, and accepts any credentials: the server of moto, in a process of its own
 * and on a free port. The process ends no later than the JVM.
 */
public final class Moto implements AutoCloseable {

    private static final Pattern RUNNING = Pattern.compile(".*Running on (http://127\\.0\\.0\\.1:\\d+).*");

    private final Process process;
    private final URI endpoint;

    private Moto(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /**
     * Returns when it accepts requests.
     */
    public static Moto start() {
        try {
            Process process = new ProcessBuilder(Program.MOTO.path(), "-m", "moto.server", "-H", "127.0.0.1", "-p", "0")
                    .redirectErrorStream(true).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            BufferedReader output = process.inputReader();
            StringBuilder printed = new StringBuilder();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher running = RUNNING.matcher(line);
                if (running.matches()) {
                    Thread reader = new Thread(() -> output.lines().forEach(request -> {
                    }), "moto");
                    reader.setDaemon(true);
                    reader.start();
                    return new Moto(process, URI.create(running.group(1)));
                }
                printed.append(line).append('\n');
            }
            throw new IllegalStateException("moto did not start: " + printed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The endpoint of each service. */
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
