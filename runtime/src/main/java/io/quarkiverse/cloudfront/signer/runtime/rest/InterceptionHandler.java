package io.quarkiverse.cloudfront.signer.runtime.rest;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedMethodInfo;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedMethods;
import io.quarkiverse.cloudfront.signer.runtime.rest.response.AbortHandlers;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ClientProxy;
import io.quarkus.arc.Subclass;

/**
 * Refuses to call an endpoint whose return value would not be signed, because its object is not a CDI bean, such as a
 * sub-resource that its locator creates with {@code new}. Checks before the call, because handlers are not called after a
 * method that streams. {@link ThrownResponseHandler} then checks the responses of exceptions.
 */
public class InterceptionHandler implements ServerRestHandler {

    private final Map<Class<?>, Endpoint> known = new ConcurrentHashMap<>();

    /**
     * @param onFailure checks the response if the method that signs fails; null if this method is missing
     */
    private record Endpoint(@Nullable ServerRestHandler onFailure) {

        static final Endpoint UNSIGNED = new Endpoint(null);
    }

    private String endpoint = "";
    private String description = "";
    private List<String> signedClasses = List.of();

    /** For Quarkus's recorder. */
    public InterceptionHandler() {
    }

    /**
     * @param endpoint the method's key for {@link SignedMethods#intercepted}
     * @param description for messages
     * @param signedClasses the classes whose endpoint signs
     */
    public InterceptionHandler(String endpoint, String description, List<String> signedClasses) {
        this.endpoint = endpoint;
        this.description = description;
        this.signedClasses = signedClasses;
    }

    @Override
    public void handle(ResteasyReactiveRequestContext request) {
        Object instance = ClientProxy.unwrap(request.getEndpointInstance());
        Class<?> type = instance.getClass();
        Endpoint called = known.get(type);
        if (called == null) {
            called = isSigned(type) ? new Endpoint(onFailure(intercepted(type))) : Endpoint.UNSIGNED;
            known.put(type, called);
        }
        if (called != Endpoint.UNSIGNED) {
            guard(request, called, type);
        }
    }

    private static @Nullable ServerRestHandler onFailure(@Nullable SignedMethodInfo method) {
        if (method == null) {
            return null;
        }
        return method.delivery() == Delivery.COOKIES ? new CookieWithdrawalHandler()
                : new ThrownResponseHandler(method.description(), !method.members().alone());
    }

    private void guard(ResteasyReactiveRequestContext request, Endpoint called, Class<?> type) {
        ServerRestHandler onFailure = called.onFailure();
        if (onFailure == null) {
            throw new CloudFrontSignerException(Reason.UNSUPPORTED, description
                    + " has @SignedResource, or returns signed fields, but would be called on an instance of " + type.getName()
                    + " that is not a CDI bean, so nothing would be signed. "
                    + "Give the class a scope, such as @RequestScoped, inject it instead of creating an instance, and return "
                    + "the injected bean");
        }
        request.setAbortHandlerChain(AbortHandlers.add(request.getAbortHandlerChain(), onFailure));
    }

    private boolean isSigned(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (signedClasses.contains(each.getName())) {
                return true;
            }
            for (Class<?> implemented : each.getInterfaces()) {
                if (isSigned(implemented)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * @return null if the interceptor is not bound to the method
     */
    private @Nullable SignedMethodInfo intercepted(Class<?> type) {
        if (!Subclass.class.isAssignableFrom(type)) {
            return null;
        }
        Class<?> bean = type;
        while (Subclass.class.isAssignableFrom(bean)) {
            bean = bean.getSuperclass();
        }
        return Arc.container().instance(SignedMethods.class).get().intercepted(bean, endpoint);
    }

    public String getEndpoint() {
        return endpoint;
    }

    public void setEndpoint(String endpoint) {
        this.endpoint = endpoint;
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(String description) {
        this.description = description;
    }

    public List<String> getSignedClasses() {
        return signedClasses;
    }

    public void setSignedClasses(List<String> signedClasses) {
        this.signedClasses = signedClasses;
    }
}
