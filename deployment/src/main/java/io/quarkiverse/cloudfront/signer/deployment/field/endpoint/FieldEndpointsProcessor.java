package io.quarkiverse.cloudfront.signer.deployment.field.endpoint;

import java.util.List;
import java.util.Map;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;
import org.jboss.resteasy.reactive.server.ExceptionUnwrapStrategy;
import org.jboss.resteasy.reactive.server.model.HandlerChainCustomizer;
import org.jboss.resteasy.reactive.server.processor.scanning.MethodScanner;

import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedAnnotationsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.capability.ApplicationSupportBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.field.SignedFieldsBuildItem;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldFailure;
import io.quarkiverse.cloudfront.signer.runtime.rest.EndpointHandlers;
import io.quarkiverse.cloudfront.signer.runtime.rest.field.FieldHandler;
import io.quarkiverse.cloudfront.signer.runtime.rest.field.FieldMediaTypeHandler;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.resteasy.reactive.server.spi.MethodScannerBuildItem;
import io.quarkus.resteasy.reactive.server.spi.UnwrappedExceptionBuildItem;

/**
 * Processes REST methods whose return values contain signed fields.
 */
class FieldEndpointsProcessor {

    @BuildStep
    FieldEndpointsBuildItem find(SignedFieldsBuildItem fields, CombinedIndexBuildItem index,
            SignedAnnotationsBuildItem annotations, ApplicationSupportBuildItem application) {
        return fields.areThere() && application.hasRest()
                ? FieldEndpointsBuildItem.find(index.getIndex(), annotations, fields.reachability())
                : new FieldEndpointsBuildItem(fields.reachability());
    }

    /**
     * Also covers entities of exception mappers and other filters, which are not endpoint methods.
     */
    @BuildStep
    void handle(SignedFieldsBuildItem fields, FieldEndpointsBuildItem carrying, ApplicationSupportBuildItem application,
            BuildProducer<MethodScannerBuildItem> scanners, BuildProducer<UnwrappedExceptionBuildItem> unwrapped) {
        if (!application.hasRest()) {
            return;
        }
        unwrapped.produce(new UnwrappedExceptionBuildItem(FieldFailure.class, ExceptionUnwrapStrategy.ALWAYS));
        if (!fields.areThere()) {
            return;
        }
        scanners.produce(new MethodScannerBuildItem(new MethodScanner() {

            @Override
            public List<HandlerChainCustomizer> scan(MethodInfo method, ClassInfo type,
                    Map<String, Object> context) {
                return carrying.isEndpoint(method)
                        ? List.of(new EndpointHandlers(HandlerChainCustomizer.Phase.AFTER_METHOD_INVOKE_SECOND_ROUND,
                                List.of(new FieldHandler())),
                                new EndpointHandlers(HandlerChainCustomizer.Phase.AFTER_RESPONSE_CREATED,
                                        List.of(new FieldMediaTypeHandler())))
                        : List.of();
            }
        }));
    }
}
