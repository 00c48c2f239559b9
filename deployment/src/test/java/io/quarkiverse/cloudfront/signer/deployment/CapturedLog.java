package io.quarkiverse.cloudfront.signer.deployment;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * What is logged meanwhile.
 */
final class CapturedLog extends Handler implements AutoCloseable {

    private static final PatternFormatter MESSAGE_AND_TRACE = new PatternFormatter("%s%e");

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    static CapturedLog begin() {
        CapturedLog log = new CapturedLog();
        Logger.getLogger("").addHandler(log);
        return log;
    }

    /**
     * The messages at this level or above, without stack traces.
     */
    List<String> messages(Level level) {
        return records.stream().filter(entry -> entry.getLevel().intValue() >= level.intValue())
                .map(MESSAGE_AND_TRACE::formatMessage).toList();
    }

    /**
     * Everything, with stack traces.
     */
    String text() {
        StringBuilder text = new StringBuilder();
        records.forEach(entry -> text.append(MESSAGE_AND_TRACE.format((org.jboss.logmanager.ExtLogRecord) entry)).append('\n'));
        return text.toString();
    }

    @Override
    public void publish(LogRecord entry) {
        records.add(entry);
    }

    @Override
    public void flush() {
        // nothing is kept back
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
