package io.quarkiverse.cloudfront.signer.deployment;

import java.util.Map;

import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.smallrye.openapi.deployment.spi.AddToOpenAPIDefinitionBuildItem;

/**
 * The OpenAPI document, in applications that have quarkus-smallrye-openapi.
 */
class OpenApiProcessor {

    @BuildStep
    void describe(SignedRestMethodsBuildItem signed, InheritedBindingsBuildItem inherited, CarryingMethodsBuildItem carrying,
            MembersBuildItem members, AccessRulesBuildItem access, CombinedIndexBuildItem combinedIndex,
            Capabilities capabilities,
            BuildProducer<AddToOpenAPIDefinitionBuildItem> filters) {
        if (capabilities.isMissing(Capability.SMALLRYE_OPENAPI) || signed.methods().isEmpty()) {
            return;
        }
        Map<String, SignedOperation> operations = new SignedOperations(combinedIndex.getIndex(), inherited, carrying, members,
                access::needsLogin).of(signed.methods());
        filters.produce(new AddToOpenAPIDefinitionBuildItem(new SignedOperationsFilter(operations), null));
    }
}
