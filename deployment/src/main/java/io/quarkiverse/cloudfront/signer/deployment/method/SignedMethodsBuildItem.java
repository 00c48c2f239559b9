package io.quarkiverse.cloudfront.signer.deployment.method;

import java.util.List;
import java.util.Map;

import io.quarkiverse.cloudfront.signer.deployment.annotation.InterceptedMethod;
import io.quarkiverse.cloudfront.signer.runtime.grant.SignedMethodInfo;
import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The methods that are signed, by the name under which the run time looks them up.
 */
public final class SignedMethodsBuildItem extends SimpleBuildItem {

    private final Map<String, SignedMethodInfo> methods;
    private final List<InterceptedMethod> bound;

    SignedMethodsBuildItem(Map<String, SignedMethodInfo> methods, List<InterceptedMethod> bound) {
        this.methods = methods;
        this.bound = bound;
    }

    public Map<String, SignedMethodInfo> methods() {
        return methods;
    }

    /**
     * The same methods as the build sees them, in no particular order.
     */
    public List<InterceptedMethod> bound() {
        return bound;
    }
}
