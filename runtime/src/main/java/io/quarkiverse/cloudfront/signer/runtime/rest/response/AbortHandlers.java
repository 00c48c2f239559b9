package io.quarkiverse.cloudfront.signer.runtime.rest.response;

import org.jboss.resteasy.reactive.server.handlers.ExceptionHandler;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/**
 * The handlers of a request that has failed.
 */
public final class AbortHandlers {

    private AbortHandlers() {
    }

    /**
     * Adds a handler after the mapping of exceptions.
     */
    public static ServerRestHandler[] add(ServerRestHandler[] handlers, ServerRestHandler added) {
        ServerRestHandler[] all = new ServerRestHandler[handlers.length + 1];
        int length = 0;
        for (ServerRestHandler handler : handlers) {
            all[length++] = handler;
            if (handler instanceof ExceptionHandler) {
                all[length++] = added;
            }
        }
        if (length != all.length) {
            throw new IllegalStateException("This version of Quarkus REST maps exceptions in an unknown way");
        }
        return all;
    }
}
