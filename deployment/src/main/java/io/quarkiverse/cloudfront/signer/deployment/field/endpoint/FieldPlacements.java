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
import io.quarkiverse.cloudfront.signer.runtime.grant.FieldPlacement;

/**
 * Determines where the return value of a bound method contains signed fields.
 */
public final class FieldPlacements {

    private final FieldEndpointsBuildItem carrying;
    private final SignedFieldsBuildItem fields;
    private final Predicate<MethodInfo> isOpen;

    /**
     * @param isOpen whether anyone may call a method although its security annotations do not say so
     */
    public FieldPlacements(FieldEndpointsBuildItem carrying, SignedFieldsBuildItem fields, Predicate<MethodInfo> isOpen) {
        this.carrying = carrying;
        this.fields = fields;
        this.isOpen = isOpen;
    }

    public FieldPlacement in(InterceptedMethod bound, boolean isRest) {
        MethodInfo method = bound.method();
        if (!fields.areThere() || !isRest) {
            return FieldPlacement.NONE;
        }
        FieldReachability.Answer answer = carrying.reachability().ofReturned(method);
        if (carrying.unannotated().containsKey(method)) {
            return answer == FieldReachability.Answer.YES ? FieldPlacement.RETURNED
                    : isOpen.test(method) ? FieldPlacement.PERHAPS_FOR_USERS : FieldPlacement.PERHAPS;
        } else if (SignedResourceElements.of(bound.binding()).delivery() == Delivery.COOKIES) {
            return answer == FieldReachability.Answer.YES ? FieldPlacement.RETURNED
                    : answer == FieldReachability.Answer.NO ? FieldPlacement.NONE : FieldPlacement.PERHAPS;
        }
        return inSigned(bound.returnType(), answer);
    }

    private static FieldPlacement inSigned(Type type, FieldReachability.Answer answer) {
        Type value = ReturnTypes.awaited(type);
        if (ReturnTypes.isResponse(value)) {
            Type entity = ReturnTypes.entity(value);
            return entity == null ? FieldPlacement.IN_ANY_ENTITY
                    : answer == FieldReachability.Answer.YES ? FieldPlacement.IN_ENTITY : FieldPlacement.NONE;
        }
        return answer == FieldReachability.Answer.YES && !ReturnTypes.isSupported(type, true) ? FieldPlacement.RETURNED
                : FieldPlacement.NONE;
    }

    /**
     * Whether only fields are signed in the method's return value.
     */
    public boolean isSigned(InterceptedMethod bound, boolean isRest) {
        MethodInfo method = bound.method();
        return carrying.unannotated().containsKey(method) || isRest && carrying.returnsFields(method)
                && !ReturnTypes.isSupported(bound.returnType(), true);
    }

    /**
     * Whether the method itself has the annotation, or its return value definitely contains signed fields. If it may contain
     * some, the runtime finds them.
     */
    public boolean signsForSure(MethodInfo method) {
        return carrying.unannotated().getOrDefault(method, FieldReachability.Answer.YES) == FieldReachability.Answer.YES;
    }

    public boolean returnsFields(MethodInfo method) {
        return carrying.returnsFields(method);
    }
}
