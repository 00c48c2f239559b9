package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.util.Optional;

import io.quarkiverse.cloudfront.signer.runtime.edge.ApplicationAddressRecorder;
import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;

/**
 * Connects the local edge and the application, if the edge sends requests to it.
 */
@BuildSteps(onlyIf = { IsDevServicesSupportedByLaunchMode.class, DevServicesConfig.Enabled.class })
class EdgeApplicationProcessor {

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void publishAddress(Optional<LocalEdgeBuildItem> edge, ApplicationAddressRecorder recorder,
            ShutdownContextBuildItem shutdown) {
        edge.filter(running -> running.edge().application().exists())
                .ifPresent(running -> recorder.publish(running.edge().id(), shutdown));
    }

    @BuildStep
    void trustEdge(Optional<LocalEdgeBuildItem> edge, BuildProducer<RunTimeConfigurationDefaultBuildItem> values) {
        edge.ifPresent(running -> running.edge().application().properties()
                .forEach((property, value) -> values.produce(new RunTimeConfigurationDefaultBuildItem(property, value))));
    }
}
