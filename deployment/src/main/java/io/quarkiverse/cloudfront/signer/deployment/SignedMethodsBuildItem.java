package io.quarkiverse.cloudfront.signer.deployment;

import java.util.List;
import java.util.Map;

import io.quarkiverse.cloudfront.signer.runtime.rewrite.SignedMethod;
import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The methods that are signed, by the name under which the run time looks them up.
 */
final class SignedMethodsBuildItem extends SimpleBuildItem {

    private final Map<String, SignedMethod> methods;
    private final List<BoundMethod> bound;

    SignedMethodsBuildItem(Map<String, SignedMethod> methods, List<BoundMethod> bound) {
        this.methods = methods;
        this.bound = bound;
    }

    Map<String, SignedMethod> methods() {
        return methods;
    }

    /**
     * The same methods as the build sees them, in no particular order.
     */
    List<BoundMethod> bound() {
        return bound;
    }
}
