package io.quarkiverse.cloudfront.edge;

import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.edge.verify.Verdict;

/**
 * Logs what an {@link Edge} does, in the {@code io.quarkiverse.cloudfront.edge} category: refusals with their reasons at INFO,
 * and everything else at DEBUG. Log lines never contain a signature or a complete signed URL.
 */
public final class LoggingListener implements Consumer<RequestEvent> {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.cloudfront.edge");

    @Override
    public void accept(RequestEvent event) {
        if (event.refused()) {
            LOG.info(describe(event));
        } else if (LOG.isDebugEnabled()) {
            LOG.debug(describe(event));
        }
    }

    static String describe(RequestEvent event) {
        String request = (event.abandoned() ? "000" : event.status()) + " " + event.method() + " " + event.target();
        if (event.verdict().orElse(null) instanceof Verdict.Refused refused) {
            return event.status() + " " + refused.code().code() + " " + event.method() + " " + event.target() + ": "
                    + refused.reason().sentence() + event.problem().map(problem -> "; " + problem).orElse("");
        }
        return event.problem().map(problem -> request + ": " + problem)
                .orElseGet(() -> request + " (" + event.cacheResult().header() + ")")
                + event.user().map(user -> ", for the user " + user).orElse("");
    }
}
