package io.quarkiverse.cloudfront.signer.runtime.rest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ExceptionHandler;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedMethodInfo;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedMethods;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ClientProxy;
import io.quarkus.arc.Subclass;
import io.quarkus.runtime.annotations.RecordableConstructor;
import io.vertx.ext.web.RoutingContext;

/**
 * Refuses to call an endpoint whose return value would not be signed, because the endpoint's object is not a CDI bean. An
 * example is a sub-resource that its locator creates with {@code new}. The check takes place before the call, because handlers
 * are not called after a method that streams.
 */
public class InterceptionHandler implements ServerRestHandler {

    private enum Endpoint {
        UNSIGNED,
        UNINTERCEPTED,
        SIGNED,
        WITH_COOKIES
    }

    private final Map<Class<?>, Endpoint> known = new ConcurrentHashMap<>();
    private final String endpoint;
    private final String description;
    private final List<String> signedClasses;

    /**
     * @param endpoint the method's key for {@link SignedMethods#intercepted}
     * @param description the description of the endpoint, for messages
     * @param signedClasses the classes in which the endpoint signs
     */
    @RecordableConstructor
    public InterceptionHandler(String endpoint, String description, List<String> signedClasses) {
        this.endpoint = endpoint;
        this.description = description;
        this.signedClasses = signedClasses;
    }

    @Override
    public void handle(ResteasyReactiveRequestContext request) {
        Class<?> type = ClientProxy.unwrap(request.getEndpointInstance()).getClass();
        Endpoint called = known.computeIfAbsent(type, this::endpoint);
        if (called == Endpoint.UNINTERCEPTED) {
            throw new CloudFrontSignerException(Reason.UNSUPPORTED, description
                    + " has @SignedResource, or returns signed fields, but would be called on an instance of " + type.getName()
                    + " that is not a CDI bean, so nothing would be signed. "
                    + "Give the class a scope, such as @RequestScoped, inject it instead of creating an instance, and return "
                    + "the injected bean");
        } else if (called == Endpoint.WITH_COOKIES) {
            request.setAbortHandlerChain(afterExceptions(request.getAbortHandlerChain(), InterceptionHandler::withdrawCookies));
        }
    }

    private Endpoint endpoint(Class<?> type) {
        if (!isSigned(type)) {
            return Endpoint.UNSIGNED;
        } else if (!Subclass.class.isAssignableFrom(type)) {
            return Endpoint.UNINTERCEPTED;
        }
        Class<?> bean = type;
        while (Subclass.class.isAssignableFrom(bean)) {
            bean = bean.getSuperclass();
        }
        SignedMethodInfo method = Arc.container().instance(SignedMethods.class).get().intercepted(bean, endpoint);
        if (method == null) {
            return Endpoint.UNINTERCEPTED;
        }
        return method.elements().delivery() == Delivery.COOKIES ? Endpoint.WITH_COOKIES : Endpoint.SIGNED;
    }

    private boolean isSigned(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (signedClasses.contains(each.getName()) || Arrays.stream(each.getInterfaces()).anyMatch(this::isSigned)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Adds a handler after the mapping of exceptions.
     */
    static ServerRestHandler[] afterExceptions(ServerRestHandler[] handlers, ServerRestHandler added) {
        List<ServerRestHandler> all = new ArrayList<>();
        for (ServerRestHandler handler : handlers) {
            all.add(handler);
            if (handler instanceof ExceptionHandler) {
                all.add(added);
            }
        }
        if (all.size() != handlers.length + 1) {
            throw new IllegalStateException("Use another version of Quarkus REST: this one maps exceptions differently");
        }
        return all.toArray(ServerRestHandler[]::new);
    }

    /**
     * Removes the signed cookies of a method that fails after it has returned, for example with the first item of a stream.
     * This is necessary because an exception mapper may respond with a status below 400.
     */
    static void withdrawCookies(ResteasyReactiveRequestContext request) {
        Response thrown = QuarkusRestResponses.thrown(request.getThrowable());
        if (thrown == null || thrown != request.getResult()) {
            Viewer.of(request.unwrap(RoutingContext.class)).grants().withdrawAll();
        }
    }

    public String getEndpoint() {
        return endpoint;
    }

    public String getDescription() {
        return description;
    }

    public List<String> getSignedClasses() {
        return signedClasses;
    }
}
