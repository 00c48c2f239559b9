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
    /**
     * The fields whose content needs a resource, but that do not have one, so that the resource of the method that returns them
     * is used.
     */
    private final Map<AnnotatedField, FieldReachability> dependent = new LinkedHashMap<>();

    /**
     * @param isOpen whether anyone could call a method without the extension's own login check, because the application does
     *        not define who may call it
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
     * @param writesFields whether the method is a REST method or a method of an MCP server
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
     * Whether fields are the only part of the method's return value that is signed.
     */
    public boolean isSigned(InterceptedMethod bound, boolean writesFields) {
        MethodInfo method = bound.method();
        return carrying.unannotated().containsKey(method) || writesFields && carrying.returnsFields(method)
                && !ReturnTypes.isSupported(bound.returnType(), true);
    }

    /**
     * Whether the method itself has the annotation, or its return value definitely contains signed fields. If the return value
     * only may contain signed fields, they are found at run time.
     */
    public boolean signsForSure(MethodInfo method) {
        return carrying.unannotated().getOrDefault(method, Answer.YES) == Answer.YES;
    }

    public boolean returnsFields(MethodInfo method) {
        return carrying.returnsFields(method);
    }

    /**
     * Reports a method whose resource does not cover the content of the fields that it returns.
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
