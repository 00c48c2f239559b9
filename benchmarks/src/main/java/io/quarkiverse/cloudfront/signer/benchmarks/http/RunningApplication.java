package io.quarkiverse.cloudfront.signer.benchmarks.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.PlatformManagedObject;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;

/**
 * A packaged application in a separate process, on a free port.
 */
public final class RunningApplication implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Pattern STARTED = Pattern
            .compile("started in ([0-9.]+)s\\. Listening on: http://[^:]+:(\\d+)");

    private final Process process;
    private final double startSeconds;
    private final int port;
    private JMXConnector connector;

    private RunningApplication(Process process, double startSeconds, int port) {
        this.process = process;
        this.startSeconds = startSeconds;
        this.port = port;
    }

    /**
     * Returns when the application listens.
     *
     * @param directory of the packaged application
     * @param output the file for its log
     */
    public static RunningApplication start(Path directory, Map<String, String> properties, Path output)
            throws IOException, InterruptedException {
        return start(directory, List.of(), properties, output);
    }

    /**
     * @param arguments of the JVM
     */
    static RunningApplication start(Path directory, List<String> arguments, Map<String, String> properties, Path output)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m", "-Xmx256m", "-Dquarkus.http.host=localhost", "-Dquarkus.http.port=0"));
        command.addAll(arguments);
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-jar");
        command.add(directory.resolve("quarkus-run.jar").toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            MatchResult started = awaitStart(process, output);
            return new RunningApplication(process, Double.parseDouble(started.group(1)), Integer.parseInt(started.group(2)));
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static MatchResult awaitStart(Process process, Path output) throws IOException, InterruptedException {
        for (long end = System.nanoTime() + LONGEST_START.toNanos(); System.nanoTime() < end; Thread.sleep(10)) {
            List<MatchResult> started = STARTED.matcher(Files.readString(output)).results().toList();
            if (!started.isEmpty()) {
                return started.get(0);
            }
            if (!process.isAlive()) {
                break;
            }
        }
        throw new IllegalStateException("The application did not start:\n" + Files.readString(output));
    }

    /** The start-up time that the application logs. */
    public double startSeconds() {
        return startSeconds;
    }

    public int port() {
        return port;
    }

    /** Requests a path, whose response must not be an error. */
    public void get(String path) throws IOException {
        try (InputStream response = URI.create("http://localhost:" + port + path).toURL().openStream()) {
            response.readAllBytes();
        }
    }

    /** The processor time of the process. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The resident memory of the process, in kilobytes. */
    public long residentKilobytes() throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(process.pid())).start();
        return Long.parseLong(new String(ps.getInputStream().readAllBytes()).trim());
    }

    /** The heap that is in use after a garbage collection, in bytes. */
    public long heapAfterGc() throws IOException {
        management(MemoryMXBean.class).gc();
        long used = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getPlatformMXBeans(connector.getMBeanServerConnection(),
                MemoryPoolMXBean.class)) {
            used += pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage().getUsed() : 0;
        }
        return used;
    }

    /** The bytes that its living threads have allocated, without those of the management connection. */
    public long allocatedBytes() throws IOException {
        com.sun.management.ThreadMXBean threads = management(com.sun.management.ThreadMXBean.class);
        long[] ids = Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && !isForManagement(thread.getThreadName()))
                .mapToLong(ThreadInfo::getThreadId).toArray();
        return Arrays.stream(threads.getThreadAllocatedBytes(ids)).filter(allocated -> allocated > 0).sum();
    }

    private static boolean isForManagement(String thread) {
        return thread.startsWith("RMI ") || thread.startsWith("JMX ") || thread.equals("Attach Listener");
    }

    /** The names of its threads, without those of the management connection. */
    public List<String> threads() throws IOException {
        ThreadMXBean threads = management(ThreadMXBean.class);
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds())).filter(thread -> thread != null)
                .map(ThreadInfo::getThreadName)
                .filter(name -> !isForManagement(name)).sorted().toList();
    }

    private <T extends PlatformManagedObject> T management(Class<T> type) throws IOException {
        if (connector == null) {
            connector = connect();
        }
        return ManagementFactory.getPlatformMXBean(connector.getMBeanServerConnection(), type);
    }

    private JMXConnector connect() throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
            try {
                return JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }

    /** The size of all jars of a packaged application, by name. */
    public static Map<String, Long> jars(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar")).collect(Collectors.toMap(
                    file -> file.getFileName().toString(), RunningApplication::size));
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a JVM that writes an archive of its classes at the end. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
