package io.quarkiverse.cloudfront.signer.deployment.method;

import jakarta.ws.rs.Priorities;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.deployment.capability.ApplicationSupportBuildItem;
import io.quarkiverse.cloudfront.signer.runtime.CloudFrontSignerRecorder;
import io.quarkiverse.cloudfront.signer.runtime.rest.CloudFrontSignerExceptionMapper;
import io.quarkiverse.cloudfront.signer.runtime.rest.QuarkusRestResponses;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanContainerBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;
import io.quarkus.resteasy.reactive.spi.ExceptionMapperBuildItem;

/**
 * Supports applications with Quarkus REST.
 */
class RestProcessor {

    @BuildStep
    void register(ApplicationSupportBuildItem application, BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<ExceptionMapperBuildItem> mappers) {
        if (application.hasRest()) {
            if (application.signs()) {
                beans.produce(AdditionalBeanBuildItem.unremovableOf(QuarkusRestResponses.class));
            }
            // runs later, so that an application's own mapper takes precedence
            mappers.produce(new ExceptionMapperBuildItem(CloudFrontSignerExceptionMapper.class.getName(),
                    CloudFrontSignerException.class.getName(), Priorities.USER + 1, true));
        }
    }

    /**
     * Records the original locations of responses, which only signed methods need.
     */
    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void recordLocations(ApplicationSupportBuildItem application, SignedMethodsBuildItem methods,
            BeanContainerBuildItem container,
            CloudFrontSignerRecorder recorder, ShutdownContextBuildItem shutdown) {
        if (application.hasRest() && methods.areThere()) {
            recorder.recordLocations(container.getValue(), shutdown);
        }
    }
}
