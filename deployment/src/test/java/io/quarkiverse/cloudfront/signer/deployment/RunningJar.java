package io.quarkiverse.cloudfront.signer.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A packaged application in a separate process, on a free port.
 */
public final class RunningJar implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(120);
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

    private final Process process;
    private final Path output;

    private RunningJar(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * @param output the file for the application's log; each line begins with its level
     */
    public static RunningJar start(Path jar, Map<String, String> properties, Path output) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-Dquarkus.http.host=localhost");
        command.add("-Dquarkus.http.port=0");
        command.add("-Dquarkus.log.console.format=%p %s%n");
        command.add("-jar");
        command.add(jar.toString());
        return new RunningJar(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start(),
                output);
    }

    /** Waits until the application has started. */
    public int port() throws IOException, InterruptedException {
        Matcher listening = LISTENING.matcher(await(LISTENING.asPredicate()));
        if (!listening.find()) {
            throw new IllegalStateException("no port");
        }
        return Integer.parseInt(listening.group(1));
    }

    public List<String> log() throws IOException {
        return Files.readAllLines(output);
    }

    /** Waits for a line in the log. */
    public String await(Predicate<String> line) throws IOException, InterruptedException {
        for (long end = System.nanoTime() + LONGEST_WAIT.toNanos(); System.nanoTime() < end; Thread.sleep(20)) {
            for (String logged : log()) {
                if (line.test(logged)) {
                    return logged;
                }
            }
            if (!process.isAlive()) {
                break;
            }
        }
        throw new AssertionError("The application did not log what was waited for:\n" + String.join("\n", log()));
    }

    /**
     * Waits until the application has stopped by itself.
     *
     * @return its whole output
     */
    String awaitEnd() throws IOException, InterruptedException {
        if (!process.waitFor(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The application is still running:\n" + String.join("\n", log()));
        }
        return Files.readString(output);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
