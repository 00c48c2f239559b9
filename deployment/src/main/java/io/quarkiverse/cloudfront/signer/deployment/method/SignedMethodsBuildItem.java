package io.quarkiverse.cloudfront.signer.deployment.method;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

import io.quarkiverse.cloudfront.signer.deployment.annotation.InterceptedMethod;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedMethodInfo;
import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The methods of all beans that sign because CDI intercepts them. They are known only when all beans are known.
 */
public final class SignedMethodsBuildItem extends SimpleBuildItem {

    /**
     * A method that signs.
     *
     * @param bound the method in the build
     * @param info the data for the runtime
     */
    public record SignedMethod(InterceptedMethod bound, SignedMethodInfo info) {
    }

    private final SortedMap<String, SignedMethod> methods;

    /**
     * @param methods the methods by {@link InterceptedMethod#name}
     */
    SignedMethodsBuildItem(SortedMap<String, SignedMethod> methods) {
        this.methods = methods;
    }

    public boolean areThere() {
        return !methods.isEmpty();
    }

    /**
     * The methods in a reproducible order.
     */
    public Collection<SignedMethod> methods() {
        return methods.values();
    }

    /**
     * The methods by the names with which they are looked up at run time.
     */
    SortedMap<String, SignedMethodInfo> infos() {
        SortedMap<String, SignedMethodInfo> infos = new TreeMap<>();
        methods.forEach((name, method) -> infos.put(name, method.info()));
        return infos;
    }
}
