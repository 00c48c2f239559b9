package io.quarkiverse.cloudfront.signer.deployment.method;

import jakarta.ws.rs.Priorities;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.deployment.capability.RestSupportBuildItem;
import io.quarkiverse.cloudfront.signer.runtime.CloudFrontSignerRecorder;
import io.quarkiverse.cloudfront.signer.runtime.rest.CloudFrontSignerExceptionMapper;
import io.quarkiverse.cloudfront.signer.runtime.rest.QuarkusRestResponses;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanContainerBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;
import io.quarkus.resteasy.reactive.spi.ExceptionMapperBuildItem;

/**
 * What Quarkus REST needs, where the application has it.
 */
class RestProcessor {

    @BuildStep
    RestSupportBuildItem support(Capabilities capabilities) {
        return new RestSupportBuildItem(capabilities.isPresent(Capability.RESTEASY_REACTIVE));
    }

    @BuildStep
    void register(RestSupportBuildItem rest, BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<ExceptionMapperBuildItem> mappers) {
        if (rest.isPresent()) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(QuarkusRestResponses.class));
            // an application's own mapper goes first
            mappers.produce(new ExceptionMapperBuildItem(CloudFrontSignerExceptionMapper.class.getName(),
                    CloudFrontSignerException.class.getName(), Priorities.USER + 1, true));
        }
    }

    /**
     * Only signed methods need to know what a response's builder was given.
     */
    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void recordLocations(RestSupportBuildItem rest, SignedMethodsBuildItem methods, BeanContainerBuildItem container,
            CloudFrontSignerRecorder recorder, ShutdownContextBuildItem shutdown) {
        if (rest.isPresent() && !methods.methods().isEmpty()) {
            recorder.recordLocations(container.getValue(), shutdown);
        }
    }
}
