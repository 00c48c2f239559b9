package io.quarkiverse.cloudfront.signer.runtime.key;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Captures the log of a package at INFO and above.
 */
public final class LogCapture extends Handler implements AutoCloseable {

    private final Logger logger;
    private final List<String> messages = new CopyOnWriteArrayList<>();

    public LogCapture() {
        this(LogCapture.class);
    }

    /**
     * @param ofRoom any class of the package
     */
    public LogCapture(Class<?> ofRoom) {
        logger = Logger.getLogger(ofRoom.getPackageName());
        logger.addHandler(this);
    }

    /**
     * The messages since the last call, each with its level.
     */
    public List<String> take() {
        List<String> taken = List.copyOf(messages);
        messages.clear();
        return taken;
    }

    @Override
    public void publish(LogRecord entry) {
        if (entry.getLevel().intValue() >= Level.INFO.intValue()) {
            messages.add(entry.getLevel() + " " + entry.getMessage());
        }
    }

    @Override
    public void flush() {
        // records are not buffered
    }

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
