package io.quarkiverse.cloudfront.signer.applications.vertxroute;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkiverse.cloudfront.signer.applications.beans.Caller;
import io.vertx.ext.web.Router;

/** A route that the application registers itself, and that calls a bean. */
@ApplicationScoped
public class PictureRoutes {

    private static final String PREFIX = "/vertxroute/";

    void register(@Observes Router router, Caller caller) {
        router.get(PREFIX + "*").blockingHandler(
                context -> context.response().end(caller.call(context.normalizedPath().substring(PREFIX.length()))));
    }
}
