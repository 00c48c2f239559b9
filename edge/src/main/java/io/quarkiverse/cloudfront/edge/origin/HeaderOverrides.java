package io.quarkiverse.cloudfront.edge.origin;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.edge.verify.request.ResponseOverrides;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets query parameters override headers of the response, as S3 does, and reports how CloudFront must be configured for this.
 */
final class HeaderOverrides implements Handler<RoutingContext> {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.cloudfront.edge");

    private final AtomicBoolean explained = new AtomicBoolean();

    @Override
    public void handle(RoutingContext context) {
        Map<String, String> overrides = new HashMap<>();
        ResponseOverrides.HEADERS.forEach((parameter, header) -> {
            if (context.queryParams().contains(parameter)) {
                overrides.put(header, context.queryParams().get(parameter));
            }
        });
        if (overrides.values().stream().anyMatch(value -> value.chars().anyMatch(Character::isISOControl))) {
            S3Error.invalidArgument().send(context.response(), 400);
            return;
        }
        if (!overrides.isEmpty()) {
            explain(context.request().uri());
            context.addHeadersEndHandler(ignored -> {
                if (context.response().getStatusCode() < 400) {
                    overrides.forEach(context.response()::putHeader);
                }
            });
        }
        context.next();
    }

    /** Logs the requirement only once, because it is the same for every file. */
    private void explain(String target) {
        ResponseOverrides.requirement(target).filter(requirement -> explained.compareAndSet(false, true))
                .ifPresent(requirement -> LOG.info("The local edge forwards the query string. " + requirement));
    }
}
