package io.quarkiverse.cloudfront.signer.deployment;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.security.spi.SecurityTransformer;
import io.quarkus.security.spi.SecurityTransformerBuildItem;
import io.quarkus.smallrye.openapi.deployment.spi.AddToOpenAPIDefinitionBuildItem;

/**
 * The OpenAPI document, in applications that have quarkus-smallrye-openapi.
 */
class OpenApiProcessor {

    @BuildStep
    void describe(SignedRestMethodsBuildItem signed, InheritedBindingsBuildItem inherited, CarryingMethodsBuildItem carrying,
            MembersBuildItem members, UserSupportBuildItem users, CombinedIndexBuildItem combinedIndex,
            Optional<SecurityTransformerBuildItem> security, Capabilities capabilities,
            BuildProducer<AddToOpenAPIDefinitionBuildItem> filters) {
        if (capabilities.isMissing(Capability.SMALLRYE_OPENAPI) || signed.methods().isEmpty()) {
            return;
        }
        IndexView index = combinedIndex.getIndex();
        RestMethods restMethods = new RestMethods(index);
        SecurityTransformer transformer = SecurityTransformerBuildItem.createSecurityTransformer(index, security);
        Predicate<MethodInfo> isOpen = method -> !users.hasUsers()
                || SecurityProcessor.isSecured(method, restMethods, transformer);
        Map<String, SignedOperation> operations = new SignedOperations(index, inherited, carrying, members, isOpen)
                .of(signed.methods());
        filters.produce(new AddToOpenAPIDefinitionBuildItem(new SignedOperationsFilter(operations), null));
    }
}
