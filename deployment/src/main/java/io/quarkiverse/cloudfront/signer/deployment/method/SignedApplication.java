package io.quarkiverse.cloudfront.signer.deployment.method;

import java.util.Collection;
import java.util.List;

import org.jboss.jandex.IndexView;

import io.quarkiverse.cloudfront.signer.deployment.annotation.InterceptedMethod;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedAnnotationsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedResourceElements;
import io.quarkiverse.cloudfront.signer.deployment.capability.ApplicationSupportBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.endpoint.SignedEndpointsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.field.FieldEndpointsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.field.FieldPlacements;
import io.quarkiverse.cloudfront.signer.deployment.field.SignedFieldsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.McpMethodsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.deployment.security.AccessRulesBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.builder.item.SimpleBuildItem;
import io.quarkus.resteasy.reactive.spi.GeneratedJaxRsResourceBuildItem;
import io.quarkus.runtime.LaunchMode;

/**
 * An application that signs: its methods, its fields, the endpoints that return these fields, and who may call the endpoints.
 *
 * @param classicRest whether RESTEasy Classic serves the methods of Jakarta REST
 * @param bound the methods to which the interceptor is bound
 * @param removed the unused beans
 * @param generated the REST resources that other extensions generate
 */
record SignedApplication(IndexView index, ApplicationSupportBuildItem support, boolean classicRest, McpMethodsBuildItem mcp,
        SignedAnnotationsBuildItem annotations, List<InterceptedMethod> bound, SignedFieldsBuildItem fields,
        FieldEndpointsBuildItem carrying, SignedEndpointsBuildItem endpoints, AccessRulesBuildItem access,
        Collection<BeanInfo> beans, Collection<BeanInfo> removed, List<GeneratedJaxRsResourceBuildItem> generated,
        RestEndpoints restMethods, FieldPlacements placements, boolean allowsAnonymous, LaunchMode mode) {

    /**
     * Whether every call of the method signs.
     */
    boolean signs(InterceptedMethod method) {
        return placements.signsForSure(method.method())
                && !SignedMethodReader.returnsNothing(method, SignedResourceElements.of(method.binding()));
    }

    static final class Item extends SimpleBuildItem {

        final SignedApplication application;

        Item(SignedApplication application) {
            this.application = application;
        }
    }
}
