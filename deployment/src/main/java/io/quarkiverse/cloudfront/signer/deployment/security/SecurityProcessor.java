package io.quarkiverse.cloudfront.signer.deployment.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.resteasy.reactive.server.model.HandlerChainCustomizer;
import org.jboss.resteasy.reactive.server.processor.scanning.MethodScanner;

import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedAnnotationsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.capability.ApplicationSupportBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.endpoint.SignedEndpointsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.field.FieldEndpointsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.runtime.rest.EndpointHandlers;
import io.quarkiverse.cloudfront.signer.runtime.rest.InterceptionHandler;
import io.quarkiverse.cloudfront.signer.runtime.rest.LoginCustomizer;
import io.quarkiverse.cloudfront.signer.runtime.rest.RevalidationHandler;
import io.quarkiverse.cloudfront.signer.runtime.user.LoginCheck;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.resteasy.reactive.server.spi.MethodScannerBuildItem;
import io.quarkus.security.spi.SecurityTransformerBuildItem;

/**
 * Requires a logged-in user for REST methods that sign, unless the application defines who may call them.
 */
class SecurityProcessor {

    @BuildStep
    SignedEndpointsBuildItem endpoints(CombinedIndexBuildItem index, SignedAnnotationsBuildItem annotations,
            FieldEndpointsBuildItem carrying, ApplicationSupportBuildItem application) {
        return new SignedEndpointsBuildItem(index.getIndex(), application.hasRest(), annotations, carrying);
    }

    @BuildStep
    AccessRulesBuildItem access(CombinedIndexBuildItem combinedIndex, ApplicationSupportBuildItem application,
            Optional<SecurityTransformerBuildItem> security) {
        IndexView index = combinedIndex.getIndex();
        return new AccessRulesBuildItem(new RestEndpoints(index),
                application.hasUsers() && security.isPresent()
                        ? SecurityTransformerBuildItem.createSecurityTransformer(index, security)
                        : null);
    }

    @BuildStep
    void check(SignedAnnotationsBuildItem annotations, SignedEndpointsBuildItem endpoints, AccessRulesBuildItem access,
            ApplicationSupportBuildItem application, BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<MethodScannerBuildItem> scanners) {
        if (!annotations.areThere()) {
            return;
        }
        if (access.hasUsers()) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(LoginCheck.class));
        }
        if (application.hasRest()) {
            scanners.produce(new MethodScannerBuildItem(new Scanner(endpoints, access)));
        }
    }

    /**
     * Guards the endpoints that sign. Callers must have logged in if nothing else checks them. The method must be intercepted.
     * Clients cannot revalidate an earlier response. The login check is separate from Quarkus's own check, because it could
     * otherwise replace a stricter one.
     */
    private record Scanner(SignedEndpointsBuildItem endpoints, AccessRulesBuildItem access) implements MethodScanner {

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
}
