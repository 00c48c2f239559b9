package io.quarkiverse.cloudfront.signer.deployment.openapi;

import java.util.Map;

import io.quarkiverse.cloudfront.signer.deployment.endpoint.SignedEndpointsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.field.SignedFieldsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.security.AccessRulesBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.smallrye.openapi.deployment.spi.AddToOpenAPIDefinitionBuildItem;

/**
 * Extends the OpenAPI document of applications with quarkus-smallrye-openapi.
 */
class OpenApiProcessor {

    @BuildStep
    void describe(SignedEndpointsBuildItem signed, SignedFieldsBuildItem fields, AccessRulesBuildItem access,
            CombinedIndexBuildItem combinedIndex, Capabilities capabilities,
            BuildProducer<AddToOpenAPIDefinitionBuildItem> filters) {
        if (capabilities.isMissing(Capability.SMALLRYE_OPENAPI) || signed.endpoints().isEmpty()) {
            return;
        }
        Map<String, SignedOperation> operations = new SignedOperations(combinedIndex.getIndex(), fields.fields(),
                access::needsLogin).of(signed.endpoints());
        filters.produce(new AddToOpenAPIDefinitionBuildItem(new SignedOperationsFilter(operations), null));
    }
}
