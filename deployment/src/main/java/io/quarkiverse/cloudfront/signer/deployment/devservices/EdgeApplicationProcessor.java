package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.util.Optional;

import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.RevocationStore;
import io.quarkiverse.cloudfront.signer.runtime.edge.ApplicationAddressRecorder;
import io.quarkiverse.cloudfront.signer.runtime.edge.RevocationRecorder;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
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

    /**
     * The application revokes logins at the edge, unless it has a store of its own.
     */
    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void revokeAtEdge(Optional<LocalEdgeBuildItem> edge, RevocationRecorder recorder,
            BuildProducer<SyntheticBeanBuildItem> beans) {
        edge.filter(running -> running.edge().hasMarks()).ifPresent(running -> beans.produce(
                SyntheticBeanBuildItem.configure(RevocationStore.class).scope(Singleton.class).unremovable().defaultBean()
                        .runtimeValue(recorder.localStore(running.edge().id())).done()));
    }

    @BuildStep
    void trustEdge(Optional<LocalEdgeBuildItem> edge, BuildProducer<RunTimeConfigurationDefaultBuildItem> values) {
        edge.ifPresent(running -> running.edge().application().properties()
                .forEach((property, value) -> values.produce(new RunTimeConfigurationDefaultBuildItem(property, value))));
    }
}
