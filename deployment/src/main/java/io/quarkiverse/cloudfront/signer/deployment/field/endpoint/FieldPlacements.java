package io.quarkiverse.cloudfront.signer.deployment.field.endpoint;

import java.util.function.Predicate;

import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.deployment.annotation.InterceptedMethod;
import io.quarkiverse.cloudfront.signer.deployment.annotation.ReturnTypes;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedResourceElements;
import io.quarkiverse.cloudfront.signer.deployment.field.FieldReachability;
import io.quarkiverse.cloudfront.signer.deployment.field.SignedFieldsBuildItem;
import io.quarkiverse.cloudfront.signer.runtime.grant.MemberPlacement;

/**
 * Determines where the return value of a bound method contains signed fields.
 */
public final class FieldPlacements {

    private final FieldEndpointsBuildItem carrying;
    private final SignedFieldsBuildItem members;
    private final Predicate<MethodInfo> isOpen;

    /**
     * @param isOpen whether anyone may call a method although its security annotations do not say so
     */
    public FieldPlacements(FieldEndpointsBuildItem carrying, SignedFieldsBuildItem members, Predicate<MethodInfo> isOpen) {
        this.carrying = carrying;
        this.members = members;
        this.isOpen = isOpen;
    }

    public MemberPlacement in(InterceptedMethod bound, boolean isRest) {
        MethodInfo method = bound.method();
        if (!members.areThere() || !isRest) {
            return MemberPlacement.NONE;
        }
        FieldReachability.Answer answer = carrying.reach().ofReturned(method);
        if (carrying.unannotated().containsKey(method)) {
            return answer == FieldReachability.Answer.YES ? MemberPlacement.RETURNED
                    : isOpen.test(method) ? MemberPlacement.PERHAPS_FOR_USERS : MemberPlacement.PERHAPS;
        } else if (SignedResourceElements.of(bound.binding()).delivery() == Delivery.COOKIES) {
            return answer == FieldReachability.Answer.YES ? MemberPlacement.RETURNED
                    : answer == FieldReachability.Answer.NO ? MemberPlacement.NONE : MemberPlacement.PERHAPS;
        }
        return inSigned(bound.returnType(), answer);
    }

    private static MemberPlacement inSigned(Type type, FieldReachability.Answer answer) {
        Type value = ReturnTypes.awaited(type);
        if (ReturnTypes.isResponse(value)) {
            Type entity = ReturnTypes.entity(value);
            return entity == null ? MemberPlacement.IN_ANY_ENTITY
                    : answer == FieldReachability.Answer.YES ? MemberPlacement.IN_ENTITY : MemberPlacement.NONE;
        }
        return answer == FieldReachability.Answer.YES && !ReturnTypes.isSupported(type, true) ? MemberPlacement.RETURNED
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
        return carrying.unannotated().getOrDefault(method, FieldReachability.Answer.YES) == FieldReachability.Answer.YES;
    }

    public boolean returnsMembers(MethodInfo method) {
        return carrying.returnsMembers(method);
    }
}
