package io.quarkiverse.cloudfront.signer.runtime.rest.response;

import java.lang.reflect.Method;
import java.util.Locale;

import jakarta.ws.rs.core.GenericEntity;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jspecify.annotations.Nullable;

import io.quarkus.arc.Arc;

/**
 * The request that Quarkus REST is serving.
 */
public final class CurrentRequest {

    public static final int FIRST_ERROR = 400;

    private CurrentRequest() {
    }

    /**
     * The current request. Objects can also be written outside of a request.
     *
     * @return null if there is no current request
     */
    public static @Nullable ResteasyReactiveRequestContext get() {
        return Arc.container().requestContext().isActive() ? CurrentRequestManager.get() : null;
    }

    public static boolean isNamedAs(Method method, ResteasyReactiveRequestContext request) {
        return request.getTarget().getJavaMethodName().equals(method.getName())
                && method.getDeclaringClass().isAssignableFrom(request.getTarget().getResourceClass());
    }

    public static Object value(Object entity) {
        return entity instanceof GenericEntity<?> generic ? generic.getEntity() : entity;
    }

    /**
     * Whether this is the media type of JSON, in which fields are signed.
     */
    public static boolean isJson(@Nullable MediaType type) {
        return type != null && type.getSubtype().toLowerCase(Locale.ROOT).contains("json");
    }
}
