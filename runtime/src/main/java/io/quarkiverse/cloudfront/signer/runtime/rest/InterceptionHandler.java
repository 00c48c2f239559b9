package io.quarkiverse.cloudfront.signer.runtime.rest;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.rewrite.SignedMethods;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ClientProxy;
import io.quarkus.arc.Subclass;

/**
 * Refuses to call an endpoint whose return value nobody would sign: that of an object which CDI has not made, such as a
 * sub-resource that its locator creates with {@code new}. Looks before the method is called, because no handler is called after
 * one that streams.
 */
public class InterceptionHandler implements ServerRestHandler {

    private final Map<Class<?>, Boolean> accepted = new ConcurrentHashMap<>();

    private String endpoint;
    private String description;
    private List<String> signedClasses;

    /** For Quarkus, which records handlers at build time. */
    public InterceptionHandler() {
    }

    /**
     * @param endpoint the method's key, as {@link SignedMethods#intercepts} knows it
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
        Boolean known = accepted.get(type);
        if (known == null) {
            known = !isSigned(type) || isIntercepted(type);
            accepted.put(type, known);
        }
        if (!known) {
            throw new CloudFrontSignerException(description + " has @SignedResource, or returns signed fields, but was to be "
                    + "called on an instance of " + type.getName()
                    + " that is not a CDI bean, so that nothing would be signed. "
                    + "Give the class a scope, such as @RequestScoped, inject it where the instance is created now, and "
                    + "return the injected bean");
        }
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

    private boolean isIntercepted(Class<?> type) {
        if (!Subclass.class.isAssignableFrom(type)) {
            return false;
        }
        Class<?> bean = type;
        while (Subclass.class.isAssignableFrom(bean)) {
            bean = bean.getSuperclass();
        }
        return Arc.container().instance(SignedMethods.class).get().intercepts(bean, endpoint);
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
