package io.quarkiverse.cloudfront.signer.deployment.index;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

/**
 * Types of parameters with which a method can send the head of the response before it returns.
 */
public final class HeadWriters {

    private static final Set<DotName> TYPES = Stream
            .of("jakarta.ws.rs.sse.SseEventSink", "io.vertx.core.http.HttpServerResponse",
                    "io.vertx.core.http.HttpServerRequest", "io.vertx.ext.web.RoutingContext",
                    "jakarta.servlet.http.HttpServletResponse",
                    "org.jboss.resteasy.reactive.server.spi.ServerRequestContext")
            .map(DotName::createSimple).collect(Collectors.toSet());

    private HeadWriters() {
    }

    public static boolean areIn(MethodInfo method) {
        return method.parameterTypes().stream().anyMatch(type -> TYPES.contains(type.name()));
    }
}
