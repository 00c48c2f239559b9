package io.quarkiverse.cloudfront.signer.deployment.field;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.deployment.annotation.BuildProblems;
import io.quarkiverse.cloudfront.signer.deployment.annotation.InterceptedMethod;
import io.quarkiverse.cloudfront.signer.deployment.annotation.ReturnTypes;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedResourceElements;
import io.quarkiverse.cloudfront.signer.deployment.field.FieldReachability.Answer;
import io.quarkiverse.cloudfront.signer.runtime.grant.FieldPlacement;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedMethodInfo;

/**
 * Determines where the return value of a bound method contains signed fields.
 */
public final class FieldPlacements {

    private final FieldEndpointsBuildItem carrying;
    private final SignedFieldsBuildItem fields;
    private final Predicate<MethodInfo> isOpen;
    /** The fields whose content needs a resource, and that have the resource of the method that returns them. */
    private final Map<AnnotatedField, FieldReachability> dependent = new LinkedHashMap<>();

    /**
     * @param isOpen whether anyone may call a method although its security annotations do not allow it
     */
    public FieldPlacements(FieldEndpointsBuildItem carrying, SignedFieldsBuildItem fields, Predicate<MethodInfo> isOpen) {
        this.carrying = carrying;
        this.fields = fields;
        this.isOpen = isOpen;
        for (AnnotatedField field : fields.fields()) {
            if (field.elements().content() != Content.URL && field.elements().resource().isEmpty()) {
                dependent.put(field, fields.reachability().of(field));
            }
        }
    }

    /**
     * @param writesFields whether it is a REST method or one of an MCP server
     */
    public FieldPlacement in(InterceptedMethod bound, boolean writesFields) {
        MethodInfo method = bound.method();
        if (!fields.areThere() || !writesFields) {
            return FieldPlacement.NONE;
        }
        Answer answer = fields.reachability().ofReturned(method);
        if (carrying.unannotated().containsKey(method)) {
            FieldPlacement possible = isOpen.test(method) ? FieldPlacement.PERHAPS_FOR_USERS : FieldPlacement.PERHAPS;
            return answer == Answer.YES ? FieldPlacement.RETURNED : possible;
        } else if (SignedResourceElements.of(bound.binding()).delivery() == Delivery.COOKIES) {
            return switch (answer) {
                case YES -> FieldPlacement.RETURNED;
                case NO -> FieldPlacement.NONE;
                case PERHAPS -> FieldPlacement.PERHAPS;
            };
        }
        return inSigned(bound.returnType(), answer);
    }

    private static FieldPlacement inSigned(Type type, Answer answer) {
        Type value = ReturnTypes.awaited(type);
        if (ReturnTypes.isResponse(value)) {
            FieldPlacement declared = answer == Answer.YES ? FieldPlacement.IN_ENTITY : FieldPlacement.NONE;
            return ReturnTypes.entity(value) == null ? FieldPlacement.IN_ANY_ENTITY : declared;
        }
        return answer == Answer.YES && !ReturnTypes.isSupported(type, true) ? FieldPlacement.RETURNED
                : FieldPlacement.NONE;
    }

    /**
     * Whether only fields are signed in the method's return value.
     */
    public boolean isSigned(InterceptedMethod bound, boolean writesFields) {
        MethodInfo method = bound.method();
        return carrying.unannotated().containsKey(method) || writesFields && carrying.returnsFields(method)
                && !ReturnTypes.isSupported(bound.returnType(), true);
    }

    /**
     * Whether the method itself has the annotation, or its return value definitely contains signed fields. If it may contain
     * some, the runtime finds them.
     */
    public boolean signsForSure(MethodInfo method) {
        return carrying.unannotated().getOrDefault(method, Answer.YES) == Answer.YES;
    }

    public boolean returnsFields(MethodInfo method) {
        return carrying.returnsFields(method);
    }

    /**
     * Reports a method that has no resource for what its fields contain.
     */
    public void check(MethodInfo method, SignedMethodInfo info, BuildProblems problems) {
        boolean configured = info.elements().delivery() == Delivery.COOKIES && info.elements().resource().isEmpty();
        if (info.result().fields() == FieldPlacement.NONE || configured) {
            return;
        }
        dependent.forEach((field, reach) -> {
            Content content = field.elements().content();
            if (!SignedResourceElements.covers(content, info.elements().resource()) && reach.ofReturned(method) == Answer.YES) {
                problems.add(method, "returns " + field.description() + ", which has content = " + content
                        + " and no resource. In the @SignedResource of the method, "
                        + SignedResourceElements.missingResource(content));
            }
        });
    }
}
