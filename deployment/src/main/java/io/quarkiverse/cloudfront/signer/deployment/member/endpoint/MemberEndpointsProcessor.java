package io.quarkiverse.cloudfront.signer.deployment.member.endpoint;

import java.util.List;
import java.util.Map;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.resteasy.reactive.server.ExceptionUnwrapStrategy;
import org.jboss.resteasy.reactive.server.model.FixedHandlerChainCustomizer;
import org.jboss.resteasy.reactive.server.model.HandlerChainCustomizer;
import org.jboss.resteasy.reactive.server.processor.scanning.MethodScanner;

import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedAnnotationsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.capability.ApplicationSupportBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.member.MemberReachability;
import io.quarkiverse.cloudfront.signer.deployment.member.MembersBuildItem;
import io.quarkiverse.cloudfront.signer.runtime.member.json.MemberFailure;
import io.quarkiverse.cloudfront.signer.runtime.rest.member.MemberHandler;
import io.quarkiverse.cloudfront.signer.runtime.rest.member.MemberMediaTypeHandler;
import io.quarkiverse.cloudfront.signer.runtime.rest.member.UnsignedEntityFilter;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.resteasy.reactive.server.spi.MethodScannerBuildItem;
import io.quarkus.resteasy.reactive.server.spi.UnwrappedExceptionBuildItem;
import io.quarkus.resteasy.reactive.spi.ContainerResponseFilterBuildItem;

/**
 * Processes REST methods whose return values contain signed fields.
 */
class MemberEndpointsProcessor {

    @BuildStep
    MemberEndpointsBuildItem find(MembersBuildItem members, CombinedIndexBuildItem combinedIndex,
            SignedAnnotationsBuildItem annotations, ApplicationSupportBuildItem application) {
        IndexView index = combinedIndex.getIndex();
        MemberReachability reach = new MemberReachability(index, members.members());
        return members.areThere() && application.hasRest()
                ? new MemberEndpoints(index, annotations, reach).find()
                : MemberEndpointsBuildItem.none(reach);
    }

    /**
     * Also covers entities of exception mappers and other filters, which are not endpoint methods.
     */
    @BuildStep
    void filter(MembersBuildItem members, ApplicationSupportBuildItem application,
            BuildProducer<ContainerResponseFilterBuildItem> filters) {
        if (members.areThere() && application.hasRest()) {
            filters.produce(new ContainerResponseFilterBuildItem.Builder(UnsignedEntityFilter.class.getName())
                    .setPriority(UnsignedEntityFilter.LAST).build());
        }
    }

    @BuildStep
    void handle(MembersBuildItem members, MemberEndpointsBuildItem carrying, ApplicationSupportBuildItem application,
            BuildProducer<MethodScannerBuildItem> scanners, BuildProducer<UnwrappedExceptionBuildItem> unwrapped) {
        if (!application.hasRest()) {
            return;
        }
        unwrapped.produce(new UnwrappedExceptionBuildItem(MemberFailure.class, ExceptionUnwrapStrategy.ALWAYS));
        if (!members.areThere()) {
            return;
        }
        scanners.produce(new MethodScannerBuildItem(new MethodScanner() {

            @Override
            public List<HandlerChainCustomizer> scan(MethodInfo method, ClassInfo type,
                    Map<String, Object> context) {
                return carrying.isEndpoint(method)
                        ? List.of(new FixedHandlerChainCustomizer(new MemberHandler(),
                                HandlerChainCustomizer.Phase.AFTER_METHOD_INVOKE_SECOND_ROUND),
                                new FixedHandlerChainCustomizer(new MemberMediaTypeHandler(),
                                        HandlerChainCustomizer.Phase.AFTER_RESPONSE_CREATED))
                        : List.of();
            }
        }));
    }
}
