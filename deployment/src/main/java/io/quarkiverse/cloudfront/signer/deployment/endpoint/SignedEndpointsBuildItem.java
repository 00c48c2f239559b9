package io.quarkiverse.cloudfront.signer.deployment.endpoint;

import java.util.List;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.cloudfront.signer.deployment.annotation.InterceptedMethod;
import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The REST methods that sign, as the index has them. Whether CDI intercepts each of them is known only when there are beans,
 * which is too late for the endpoints of Quarkus REST and the OpenAPI document: extensions may add beans because of these. A
 * method that is here and is not intercepted then answers no request.
 */
public final class SignedEndpointsBuildItem extends SimpleBuildItem {

    private final List<SignedEndpoint> endpoints;
    private final EndpointImplementations implementations;

    SignedEndpointsBuildItem(List<SignedEndpoint> endpoints, EndpointImplementations implementations) {
        this.endpoints = endpoints;
        this.implementations = implementations;
    }

    /**
     * In an order that is the same at each build.
     */
    public List<SignedEndpoint> endpoints() {
        return endpoints;
    }

    /**
     * The classes in which a method of Quarkus REST signs, by whatever way it has the annotation.
     *
     * @param endpoint the method with the annotations of Jakarta REST
     * @param endpointClass the class or interface that has or inherits it; a sub-resource may be an instance of any class below
     */
    public List<SignedImplementation> implementations(MethodInfo endpoint, ClassInfo endpointClass) {
        return implementations.of(endpoint, endpointClass);
    }

    /**
     * The endpoints that a bean's method answers for, by
     * {@link io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints#key}.
     */
    public List<String> answeredBy(InterceptedMethod bound) {
        return implementations.answeredBy(bound);
    }
}
