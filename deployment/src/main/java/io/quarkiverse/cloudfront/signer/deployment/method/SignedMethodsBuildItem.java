package io.quarkiverse.cloudfront.signer.deployment.method;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

import io.quarkiverse.cloudfront.signer.deployment.annotation.InterceptedMethod;
import io.quarkiverse.cloudfront.signer.runtime.grant.SignedMethodInfo;
import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The methods that sign, of any bean: those that CDI intercepts, as is known when all beans are.
 */
public final class SignedMethodsBuildItem extends SimpleBuildItem {

    private final SortedMap<String, SignedMethod> methods;

    /**
     * @param methods by {@link InterceptedMethod#name}
     */
    SignedMethodsBuildItem(SortedMap<String, SignedMethod> methods) {
        this.methods = methods;
    }

    public boolean areThere() {
        return !methods.isEmpty();
    }

    /**
     * In an order that is the same at each build.
     */
    public Collection<SignedMethod> methods() {
        return methods.values();
    }

    /**
     * By the name under which the run time looks them up.
     */
    SortedMap<String, SignedMethodInfo> infos() {
        SortedMap<String, SignedMethodInfo> infos = new TreeMap<>();
        methods.forEach((name, method) -> infos.put(name, method.info()));
        return infos;
    }
}
