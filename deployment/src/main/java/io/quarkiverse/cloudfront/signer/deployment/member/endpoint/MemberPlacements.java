package io.quarkiverse.cloudfront.signer.deployment.member.endpoint;

import java.util.function.Predicate;

import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.deployment.annotation.InterceptedMethod;
import io.quarkiverse.cloudfront.signer.deployment.annotation.ReturnTypes;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedResourceElements;
import io.quarkiverse.cloudfront.signer.deployment.member.MemberReachability;
import io.quarkiverse.cloudfront.signer.deployment.member.MembersBuildItem;
import io.quarkiverse.cloudfront.signer.runtime.grant.MemberPlacement;

/**
 * Determines where the return value of a bound method contains signed fields.
 */
public final class MemberPlacements {

    private final MemberEndpointsBuildItem carrying;
    private final MembersBuildItem members;
    private final Predicate<MethodInfo> isOpen;

    /**
     * @param isOpen whether anyone may call a method although its security annotations do not say so
     */
    public MemberPlacements(MemberEndpointsBuildItem carrying, MembersBuildItem members, Predicate<MethodInfo> isOpen) {
        this.carrying = carrying;
        this.members = members;
        this.isOpen = isOpen;
    }

    public MemberPlacement in(InterceptedMethod bound, boolean isRest) {
        MethodInfo method = bound.method();
        if (!members.areThere() || !isRest) {
            return MemberPlacement.NONE;
        }
        MemberReachability.Answer answer = carrying.reach().ofReturned(method);
        if (carrying.unannotated().containsKey(method)) {
            return answer == MemberReachability.Answer.YES ? MemberPlacement.RETURNED
                    : isOpen.test(method) ? MemberPlacement.PERHAPS_FOR_USERS : MemberPlacement.PERHAPS;
        } else if (SignedResourceElements.of(bound.binding()).delivery() == Delivery.COOKIES) {
            return answer == MemberReachability.Answer.YES ? MemberPlacement.RETURNED
                    : answer == MemberReachability.Answer.NO ? MemberPlacement.NONE : MemberPlacement.PERHAPS;
        }
        return inSigned(bound.returnType(), answer);
    }

    private static MemberPlacement inSigned(Type type, MemberReachability.Answer answer) {
        Type value = ReturnTypes.awaited(type);
        if (ReturnTypes.isResponse(value)) {
            Type entity = ReturnTypes.entity(value);
            return entity == null ? MemberPlacement.IN_ANY_ENTITY
                    : answer == MemberReachability.Answer.YES ? MemberPlacement.IN_ENTITY : MemberPlacement.NONE;
        }
        return answer == MemberReachability.Answer.YES && !ReturnTypes.isSupported(type, true) ? MemberPlacement.RETURNED
                : MemberPlacement.NONE;
    }

    /**
     * Whether only fields are signed in the method's return value.
     */
    public boolean isSigned(InterceptedMethod bound, boolean isRest) {
        MethodInfo method = bound.method();
        return carrying.unannotated().containsKey(method) || isRest && carrying.returnsMembers(method)
                && !ReturnTypes.isSupported(bound.returnType(), true);
    }

    /**
     * Whether the method itself has the annotation, or its return value definitely contains signed fields. If it may contain
     * some, the runtime finds them.
     */
    public boolean signsForSure(MethodInfo method) {
        return carrying.unannotated().getOrDefault(method, MemberReachability.Answer.YES) == MemberReachability.Answer.YES;
    }

    public boolean returnsMembers(MethodInfo method) {
        return carrying.returnsMembers(method);
    }
}
