package io.quarkiverse.cloudfront.signer.deployment.endpoint;

import java.util.List;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.cloudfront.signer.deployment.annotation.InterceptedMethod;
import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The REST methods that sign, according to the index. It is only known later, when there are beans, whether CDI intercepts
 * them. That is too late for the endpoints of Quarkus REST and the OpenAPI document, because extensions may add beans for
 * these. A method that is not intercepted then refuses all requests.
 */
public final class SignedEndpointsBuildItem extends SimpleBuildItem {

    private final List<SignedEndpoint> endpoints;
    private final EndpointImplementations implementations;

    SignedEndpointsBuildItem(List<SignedEndpoint> endpoints, EndpointImplementations implementations) {
        this.endpoints = endpoints;
        this.implementations = implementations;
    }

    /**
     * In a reproducible order.
     */
    public List<SignedEndpoint> endpoints() {
        return endpoints;
    }

    /**
     * The classes in which a method of Quarkus REST signs, whether the annotation is direct or inherited.
     *
     * @param endpoint the method with the annotations of Jakarta REST
     * @param endpointClass the class or interface that has or inherits it; a sub-resource may be an instance of any subclass
     */
    public List<SignedImplementation> implementations(MethodInfo endpoint, ClassInfo endpointClass) {
        return implementations.of(endpoint, endpointClass);
    }

    /**
     * The endpoints that a bean's method implements, by
     * {@link io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints#key}.
     */
    public List<String> answeredBy(InterceptedMethod bound) {
        return implementations.answeredBy(bound);
    }
}
