package io.quarkiverse.cloudfront.signer.deployment;

import java.util.function.Predicate;

import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.runtime.rewrite.CarriedMembers;

/**
 * Says for a bound method where its return value has members that are signed.
 */
final class Carried {

    private final CarryingMethodsBuildItem carrying;
    private final MembersBuildItem members;
    private final Predicate<MethodInfo> isOpen;

    /**
     * @param isOpen whether anybody may call a method, and not because its security annotations say so
     */
    Carried(CarryingMethodsBuildItem carrying, MembersBuildItem members, Predicate<MethodInfo> isOpen) {
        this.carrying = carrying;
        this.members = members;
        this.isOpen = isOpen;
    }

    CarriedMembers in(BoundMethod bound, boolean isRest) {
        MethodInfo method = bound.method();
        if (!members.areThere() || !isRest) {
            return CarriedMembers.NONE;
        }
        Reach.Answer answer = carrying.reach().of(KotlinFunctions.returnType(method));
        if (carrying.unannotated().containsKey(method)) {
            return answer == Reach.Answer.YES ? CarriedMembers.RETURNED
                    : isOpen.test(method) ? CarriedMembers.PERHAPS_FOR_USERS : CarriedMembers.PERHAPS;
        } else if (SignedResourceInstance.of(bound.binding()).delivery() == Delivery.COOKIES) {
            return answer == Reach.Answer.YES ? CarriedMembers.RETURNED
                    : answer == Reach.Answer.NO ? CarriedMembers.NONE : CarriedMembers.PERHAPS;
        }
        return inSigned(KotlinFunctions.returnType(method), answer);
    }

    private static CarriedMembers inSigned(Type type, Reach.Answer answer) {
        Type value = ReturnTypes.awaited(type);
        if (ReturnTypes.isResponse(value)) {
            Type entity = ReturnTypes.entity(value);
            return entity == null ? CarriedMembers.IN_ANY_ENTITY
                    : answer == Reach.Answer.YES ? CarriedMembers.IN_ENTITY : CarriedMembers.NONE;
        }
        return answer == Reach.Answer.YES && !ReturnTypes.isSupported(type, true) ? CarriedMembers.RETURNED
                : CarriedMembers.NONE;
    }

    /**
     * Whether there is nothing to sign in what the method returns but the members of what it holds.
     */
    boolean isSigned(MethodInfo method, boolean isRest) {
        return carrying.unannotated().containsKey(method) || isRest && hasMembers(KotlinFunctions.returnType(method))
                && !ReturnTypes.isSupported(KotlinFunctions.returnType(method), true);
    }

    /**
     * Whether the method has the annotation itself, or its return value has signed fields for sure. Where it only may have
     * some, the run time knows it when they are there.
     */
    boolean signsForSure(MethodInfo method) {
        return carrying.unannotated().getOrDefault(method, Reach.Answer.YES) == Reach.Answer.YES;
    }

    boolean hasMembers(Type type) {
        return carrying.reach().of(type) == Reach.Answer.YES;
    }
}
