package io.quarkiverse.cloudfront.signer.deployment.field.endpoint;

import java.util.Map;
import java.util.Set;

import org.jboss.jandex.MethodInfo;

import io.quarkiverse.cloudfront.signer.deployment.field.FieldReachability;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The REST methods whose return values contain signed fields, or may contain some.
 */
public final class FieldEndpointsBuildItem extends SimpleBuildItem {

    private final Map<MethodInfo, FieldReachability.Answer> unannotated;
    private final Set<String> endpoints;
    private final FieldReachability reach;

    /**
     * @param unannotated the methods without the annotation; the interceptor is bound to them only for their fields
     * @param endpoints the {@link RestEndpoints#key} of each method from which Quarkus REST creates the endpoints
     */
    FieldEndpointsBuildItem(Map<MethodInfo, FieldReachability.Answer> unannotated, Set<String> endpoints,
            FieldReachability reach) {
        this.unannotated = unannotated;
        this.endpoints = endpoints;
        this.reach = reach;
    }

    static FieldEndpointsBuildItem none(FieldReachability reach) {
        return new FieldEndpointsBuildItem(Map.of(), Set.of(), reach);
    }

    public Map<MethodInfo, FieldReachability.Answer> unannotated() {
        return unannotated;
    }

    /**
     * Whether the method signs although it does not have an annotation, because its return value contains signed fields.
     */
    public boolean carries(MethodInfo method) {
        return unannotated.get(method) == FieldReachability.Answer.YES;
    }

    /**
     * Whether the method's return value contains signed fields.
     */
    public boolean returnsMembers(MethodInfo method) {
        return reach.ofReturned(method) == FieldReachability.Answer.YES;
    }

    boolean isEndpoint(MethodInfo method) {
        return endpoints.contains(RestEndpoints.key(method));
    }

    public FieldReachability reach() {
        return reach;
    }
}
