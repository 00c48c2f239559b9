package io.quarkiverse.cloudfront.signer.runtime.rest;

import java.util.List;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Hides from an endpoint that signs whether the client already has a response, because after a 304, the client would use
 * expired signatures again. Caches cannot revalidate a response with signatures, but a client can send validators that it has
 * from elsewhere.
 */
public class RevalidationHandler implements ServerRestHandler {

    /**
     * The conditions that can lead to a 304. Other conditions, and all conditions with other HTTP methods, prevent lost
     * updates.
     */
    private static final List<String> CONDITIONS = List.of(HttpHeaders.IF_NONE_MATCH, HttpHeaders.IF_MODIFIED_SINCE);

    @Override
    public void handle(ResteasyReactiveRequestContext rest) {
        HttpServerRequest request = rest.unwrap(RoutingContext.class).request();
        if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
            return;
        }
        MultiMap headers = request.headers();
        for (String condition : CONDITIONS) {
            if (headers.contains(condition)) {
                headers.remove(condition);
                // a copy, if a filter has read the headers before
                ContainerRequestContext filtered = rest.getContainerRequestContext();
                filtered.getHeaders().remove(condition);
            }
        }
    }
}
