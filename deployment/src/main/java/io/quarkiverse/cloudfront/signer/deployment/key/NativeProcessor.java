package io.quarkiverse.cloudfront.signer.deployment.key;

import io.quarkiverse.cloudfront.signer.deployment.field.SignedFieldsBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
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
}
