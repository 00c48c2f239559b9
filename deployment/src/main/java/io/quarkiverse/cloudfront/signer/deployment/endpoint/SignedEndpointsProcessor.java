package io.quarkiverse.cloudfront.signer.deployment.endpoint;

import java.util.List;

import org.jboss.jandex.IndexView;

import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedAnnotationsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.capability.ApplicationSupportBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.field.FieldEndpointsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;

/**
 * REST methods that sign URLs, set cookies, or return signed fields.
 */
class SignedEndpointsProcessor {

    @BuildStep
    SignedEndpointsBuildItem find(CombinedIndexBuildItem combinedIndex, SignedAnnotationsBuildItem annotations,
            FieldEndpointsBuildItem carrying, ApplicationSupportBuildItem application) {
        IndexView index = combinedIndex.getIndex();
        RestEndpoints restMethods = new RestEndpoints(index);
        return new SignedEndpointsBuildItem(
                application.hasRest() ? new SignedEndpointFinder(index, restMethods, annotations, carrying).find() : List.of(),
                index, restMethods, annotations, carrying);
    }
}
