package io.quarkiverse.cloudfront.signer.deployment.member.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;
import org.jboss.resteasy.reactive.server.model.FixedHandlerChainCustomizer;
import org.jboss.resteasy.reactive.server.model.HandlerChainCustomizer;
import org.jboss.resteasy.reactive.server.processor.scanning.MethodScanner;

import io.quarkiverse.cloudfront.signer.deployment.capability.ApplicationSupportBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.member.DataObjectClasses;
import io.quarkiverse.cloudfront.signer.deployment.member.Member;
import io.quarkiverse.cloudfront.signer.deployment.member.MembersBuildItem;
import io.quarkiverse.cloudfront.signer.runtime.rest.SignedUrlRefusalHandler;
import io.quarkiverse.cloudfront.signer.runtime.rest.member.RequestField;
import io.quarkiverse.cloudfront.signer.runtime.rest.member.RequestObjects;
import io.quarkiverse.cloudfront.signer.runtime.rest.member.RequestObjectsRecorder;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanContainerBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.resteasy.reactive.server.spi.MethodScannerBuildItem;

/**
 * Processes REST methods to which clients may send objects with signed fields.
 */
class RequestObjectsProcessor {

    @BuildStep
    void refuse(MembersBuildItem members, CombinedIndexBuildItem index, ApplicationSupportBuildItem application,
            BuildProducer<AdditionalBeanBuildItem> beans, BuildProducer<MethodScannerBuildItem> scanners) {
        if (!members.areThere() || !application.hasRest()) {
            return;
        }
        beans.produce(AdditionalBeanBuildItem.unremovableOf(RequestObjects.class));
        RequestClasses classes = new RequestClasses(index.getIndex(), members.members());
        scanners.produce(new MethodScannerBuildItem(new MethodScanner() {

            @Override
            public List<HandlerChainCustomizer> scan(MethodInfo method, ClassInfo type, Map<String, Object> context) {
                return classes.mayReach(method)
                        ? List.of(new FixedHandlerChainCustomizer(new SignedUrlRefusalHandler(),
                                HandlerChainCustomizer.Phase.BEFORE_METHOD_INVOKE))
                        : List.of();
            }
        }));
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void prepare(MembersBuildItem members, CombinedIndexBuildItem index, ApplicationSupportBuildItem application,
            BeanContainerBuildItem container, RequestObjectsRecorder recorder,
            BuildProducer<ReflectiveClassBuildItem> reflection) {
        if (!members.areThere() || !application.hasRest()) {
            return;
        }
        List<RequestField> signed = new ArrayList<>();
        for (Member member : members.members()) {
            for (Member.Accessor accessor : member.accessors()) {
                signed.add(new RequestField(accessor.owner().name().toString(), member.name(), accessor.name(),
                        accessor.isField()));
            }
        }
        List<String> classes = new RequestClasses(index.getIndex(), members.members())
                .find(new DataObjectClasses(index.getIndex()).of(members.members()));
        recorder.prepare(container.getValue(), signed, classes);
        reflection.produce(ReflectiveClassBuildItem.builder(classes.toArray(String[]::new)).fields().methods()
                .reason("objects in requests are searched for signed URLs").build());
    }
}
