package io.quarkiverse.cloudfront.signer.deployment;

import java.util.Map;

import io.quarkiverse.cloudfront.signer.runtime.rewrite.SignedMethod;
import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The methods that are signed, by the name under which the run time looks them up.
 */
final class SignedMethodsBuildItem extends SimpleBuildItem {

    private final Map<String, SignedMethod> methods;

    SignedMethodsBuildItem(Map<String, SignedMethod> methods) {
        this.methods = methods;
    }

    Map<String, SignedMethod> methods() {
        return methods;
    }
}
