package io.quarkiverse.cloudfront.signer.deployment.annotation;

import java.util.Map;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.MethodInfo;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The methods that are signed because of what they override, with the annotation that counts for them.
 */
public final class InheritedBindingsBuildItem extends SimpleBuildItem {

    private final Map<MethodInfo, AnnotationInstance> bindings;

    public InheritedBindingsBuildItem(Map<MethodInfo, AnnotationInstance> bindings) {
        this.bindings = bindings;
    }

    public Map<MethodInfo, AnnotationInstance> bindings() {
        return bindings;
    }
}
