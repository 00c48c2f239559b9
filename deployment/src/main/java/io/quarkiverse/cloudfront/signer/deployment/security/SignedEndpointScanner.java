package io.quarkiverse.cloudfront.signer.deployment.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;
import org.jboss.resteasy.reactive.server.model.HandlerChainCustomizer;
import org.jboss.resteasy.reactive.server.processor.scanning.MethodScanner;

import io.quarkiverse.cloudfront.signer.deployment.endpoint.SignedEndpointsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.runtime.rest.EndpointHandlers;
import io.quarkiverse.cloudfront.signer.runtime.rest.InterceptionHandler;
import io.quarkiverse.cloudfront.signer.runtime.rest.LoginCustomizer;
import io.quarkiverse.cloudfront.signer.runtime.rest.RevalidationHandler;

/**
 * Guards the endpoints that sign: callers must have logged in if nothing else checks them, the method must be intercepted, and
 * no client can have its earlier response confirmed. The check of callers is separate from Quarkus's own, because it could
 * otherwise replace a stricter one.
 */
final class SignedEndpointScanner implements MethodScanner {

    private final SignedEndpointsBuildItem endpoints;
    private final AccessRulesBuildItem access;

    SignedEndpointScanner(SignedEndpointsBuildItem endpoints, AccessRulesBuildItem access) {
        this.endpoints = endpoints;
        this.access = access;
    }

    @Override
    public List<HandlerChainCustomizer> scan(MethodInfo method, ClassInfo endpointClass, Map<String, Object> context) {
        Map<ClassInfo, MethodInfo> signed = endpoints.implementations(method, endpointClass);
        if (signed.isEmpty()) {
            return List.of();
        }
        List<String> classes = signed.keySet().stream().map(type -> type.name().toString()).distinct().sorted().toList();
        List<HandlerChainCustomizer> customizers = new ArrayList<>();
        customizers.add(new EndpointHandlers(HandlerChainCustomizer.Phase.AFTER_MATCH, List.of(new RevalidationHandler())));
        if (signed.entrySet().stream().anyMatch(entry -> entry.getKey().name().equals(endpointClass.name())
                && access.needsLogin(entry.getValue()))) {
            customizers.add(new LoginCustomizer());
        }
        customizers.add(new EndpointHandlers(HandlerChainCustomizer.Phase.BEFORE_METHOD_INVOKE,
                List.of(new InterceptionHandler(RestEndpoints.key(method),
                        endpointClass.name().withoutPackagePrefix() + "." + method.name() + "()", classes))));
        return customizers;
    }
}
