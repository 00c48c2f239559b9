package io.quarkiverse.cloudfront.signer.deployment;

import java.util.Map;
import java.util.Set;

import org.jboss.jandex.MethodInfo;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The REST methods whose return values have members that are signed, or may have some.
 */
final class CarryingMethodsBuildItem extends SimpleBuildItem {

    private final Map<MethodInfo, Reach.Answer> unannotated;
    private final Set<String> endpoints;
    private final Reach reach;

    /**
     * @param unannotated the methods without the annotation; the interceptor is bound to them for their members alone
     * @param endpoints what {@link #key} says of all methods of which Quarkus REST makes the endpoints
     */
    CarryingMethodsBuildItem(Map<MethodInfo, Reach.Answer> unannotated, Set<String> endpoints, Reach reach) {
        this.unannotated = unannotated;
        this.endpoints = endpoints;
        this.reach = reach;
    }

    static CarryingMethodsBuildItem none(Reach reach) {
        return new CarryingMethodsBuildItem(Map.of(), Set.of(), reach);
    }

    Map<MethodInfo, Reach.Answer> unannotated() {
        return unannotated;
    }

    boolean isEndpoint(MethodInfo method) {
        return endpoints.contains(key(method));
    }

    Reach reach() {
        return reach;
    }

    /**
     * The same for a method in any index.
     */
    static String key(MethodInfo method) {
        return method.declaringClass().name() + "#" + method.name() + method.parameterTypes();
    }
}
