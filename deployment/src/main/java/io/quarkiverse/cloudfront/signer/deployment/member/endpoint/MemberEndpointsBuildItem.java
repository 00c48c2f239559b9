package io.quarkiverse.cloudfront.signer.deployment.member.endpoint;

import java.util.Map;
import java.util.Set;

import org.jboss.jandex.MethodInfo;

import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.deployment.member.MemberReachability;
import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The REST methods whose return values contain signed fields, or may contain some.
 */
public final class MemberEndpointsBuildItem extends SimpleBuildItem {

    private final Map<MethodInfo, MemberReachability.Answer> unannotated;
    private final Set<String> endpoints;
    private final MemberReachability reach;

    /**
     * @param unannotated the methods without the annotation; the interceptor is bound to them only for their fields
     * @param endpoints the {@link RestEndpoints#key} of each method from which Quarkus REST creates the endpoints
     */
    MemberEndpointsBuildItem(Map<MethodInfo, MemberReachability.Answer> unannotated, Set<String> endpoints,
            MemberReachability reach) {
        this.unannotated = unannotated;
        this.endpoints = endpoints;
        this.reach = reach;
    }

    static MemberEndpointsBuildItem none(MemberReachability reach) {
        return new MemberEndpointsBuildItem(Map.of(), Set.of(), reach);
    }

    public Map<MethodInfo, MemberReachability.Answer> unannotated() {
        return unannotated;
    }

    /**
     * Whether the method signs although it does not have an annotation, because its return value contains signed fields.
     */
    public boolean carries(MethodInfo method) {
        return unannotated.get(method) == MemberReachability.Answer.YES;
    }

    /**
     * Whether the method's return value contains signed fields.
     */
    public boolean returnsMembers(MethodInfo method) {
        return reach.ofReturned(method) == MemberReachability.Answer.YES;
    }

    boolean isEndpoint(MethodInfo method) {
        return endpoints.contains(RestEndpoints.key(method));
    }

    public MemberReachability reach() {
        return reach;
    }
}
