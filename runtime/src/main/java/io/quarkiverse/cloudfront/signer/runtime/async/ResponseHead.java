package io.quarkiverse.cloudfront.signer.runtime.async;

import org.jboss.logging.Logger;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Works on the head of a response just before it is sent. If a handler of Vert.x throws an exception at that time, the viewer
 * never gets an answer. If work in this class fails, the response becomes an error that caches do not store.
 */
public final class ResponseHead {

    private static final Logger LOG = Logger.getLogger(ResponseHead.class);

    private static final int NO_CONTENT = 204;
    private static final int RESET_CONTENT = 205;
    private static final int NOT_MODIFIED = 304;
    private static final int SERVER_ERROR = 500;

    private ResponseHead() {
    }

    /**
     * Registers work that runs before the work of earlier calls for the same request.
     */
    public static void beforeSending(RoutingContext context, Runnable work) {
        context.addHeadersEndHandler(ignored -> run(context.response(), work));
    }

    private static void run(HttpServerResponse response, Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            LOG.error("The head of a response could not be completed, so its status was changed to 500", e);
            fail(response);
            response.headers().set(HttpHeaders.CACHE_CONTROL, "private, no-store");
        }
    }

    /**
     * Changes the status to 500. The head of the response must not have been sent yet.
     */
    public static void fail(HttpServerResponse response) {
        if (isWithoutContent(response)) {
            response.headers().set(HttpHeaders.CONTENT_LENGTH, "0");
        }
        response.setStatusCode(SERVER_ERROR).setStatusMessage("Internal Server Error");
    }

    public static boolean isWithoutContent(HttpServerResponse response) {
        int status = response.getStatusCode();
        return status == NO_CONTENT || status == RESET_CONTENT || status == NOT_MODIFIED;
    }
}
