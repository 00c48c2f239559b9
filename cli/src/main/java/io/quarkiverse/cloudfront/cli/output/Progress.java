package io.quarkiverse.cloudfront.cli.output;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Shows what a command is doing if it takes more than two seconds. On a terminal, one line of the error output is rewritten,
 * and removed before anything else is printed.
 */
public final class Progress implements AutoCloseable {

    private static final int SILENT_SECONDS = 2;

    private static final String ERASE = "\r\u001b[K";
    /**
     * Disables line wrapping, because only one line can be rewritten. A longer line is cut off at the edge of the terminal.
     */
    private static final String LINE = ERASE + "\u001b[?7l%s\u001b[?7h";

    private final PrintStream err;
    private final BooleanSupplier terminal;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private Instant begin = Instant.MAX;
    private String step = "";
    private String shown = "";

    Progress(PrintStream err, BooleanSupplier terminal, InstantSource clock) {
        this.err = err;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** @param err the error output of the program. Any other stream is not considered a terminal */
    public static Progress on(PrintStream err) {
        return new Progress(err, () -> err == System.err && isTerminal(System.getenv().getOrDefault("TERM", "dumb")),
                InstantSource.system());
    }

    /**
     * Whether the error output is a terminal. Java cannot tell this for the error output alone, but a process that inherits it
     * can.
     */
    private static boolean isTerminal(String type) {
        try {
            return !type.equals("dumb")
                    && new ProcessBuilder("test", "-t", "2").inheritIO().start().onExit().join().exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    synchronized void show(String doing) {
        step = doing;
        if (begin.equals(Instant.MAX)) {
            begin = clock.instant();
            if (terminal.getAsBoolean()) {
                timer.scheduleWithFixedDelay(this::draw, 0, 200, TimeUnit.MILLISECONDS);
                // removes the line even after Ctrl-C
                Runtime.getRuntime().addShutdownHook(new Thread(this::close));
            }
        }
    }

    synchronized void draw() {
        long seconds = begin.until(clock.instant(), ChronoUnit.SECONDS);
        String line = "[" + seconds + " s] " + step;
        if (seconds >= SILENT_SECONDS && !line.equals(shown)) {
            err.printf(LINE, line).flush();
            shown = line;
        }
    }

    /** Removes the line. If the command is still running, the line appears again. */
    synchronized void clear() {
        if (!shown.isEmpty()) {
            err.printf(ERASE).flush();
            shown = "";
        }
    }

    /** Removes the line when the command has ended. */
    @Override
    public synchronized void close() {
        clear();
        begin = Instant.MAX;
        timer.shutdownNow();
    }
}
