package io.quarkiverse.cloudfront.signer.deployment;

import java.util.Map;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.MethodInfo;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The methods that are signed because of what they override, with the annotation that counts for them.
 */
final class InheritedBindingsBuildItem extends SimpleBuildItem {

    private final Map<MethodInfo, AnnotationInstance> bindings;

    InheritedBindingsBuildItem(Map<MethodInfo, AnnotationInstance> bindings) {
        this.bindings = bindings;
    }

    Map<MethodInfo, AnnotationInstance> bindings() {
        return bindings;
    }
}
