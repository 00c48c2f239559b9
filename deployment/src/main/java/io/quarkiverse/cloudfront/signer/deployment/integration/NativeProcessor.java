package io.quarkiverse.cloudfront.signer.deployment.integration;

import io.quarkiverse.cloudfront.signer.deployment.field.SignedFieldsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.McpMethodsBuildItem;
import io.quarkiverse.cloudfront.signer.runtime.delivery.SignableType;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveHierarchyBuildItem;
import io.quarkus.deployment.pkg.steps.NativeOrNativeSourcesBuild;

/**
 * Registers classes that a native image cannot detect. Keys are decrypted and signatures made without reflection.
 */
public class NativeProcessor {

    /**
     * Quarkus registers the types that endpoints return. It does not detect objects that are declared as {@code Object} or as a
     * type variable, whose JSON would be empty.
     */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    public void contexts(SignedFieldsBuildItem fields, CombinedIndexBuildItem index,
            BuildProducer<ReflectiveHierarchyBuildItem> reflection) {
        for (String type : fields.reachability().classes()) {
            reflection.produce(ReflectiveHierarchyBuildItem.builder(type).index(index.getIndex())
                    .source("a signed field of " + type).build());
        }
    }

    /**
     * quarkus-mcp-server registers only the other types of content, so a link would have neither a URI nor a name.
     */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    public void links(McpMethodsBuildItem mcp, CombinedIndexBuildItem index,
            BuildProducer<ReflectiveClassBuildItem> reflection) {
        if (mcp.areIn(index.getIndex())) {
            reflection.produce(ReflectiveClassBuildItem.builder(SignableType.LINK.declared().get(0)).methods()
                    .reason("the link of an MCP tool").build());
        }
    }
}
