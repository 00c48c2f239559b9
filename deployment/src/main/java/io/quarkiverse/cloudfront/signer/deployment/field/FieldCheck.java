package io.quarkiverse.cloudfront.signer.deployment.field;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jboss.jandex.AnnotationTarget;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.deployment.annotation.ExpiresInCheck;
import io.quarkiverse.cloudfront.signer.deployment.annotation.ResourceCheck;
import io.quarkiverse.cloudfront.signer.deployment.annotation.ReturnTypes;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedResourceElements;
import io.quarkiverse.cloudfront.signer.deployment.annotation.StaticPlaylistCheck;

/**
 * Finds fields that cannot be signed.
 */
final class FieldCheck {

    private final ResourceCheck resourceCheck;
    private final List<String> problems = new ArrayList<>();

    FieldCheck(ResourceCheck resourceCheck) {
        this.resourceCheck = resourceCheck;
    }

    List<String> find(List<AnnotatedField> fields) {
        for (AnnotatedField field : fields) {
            checkType(field);
            checkElements(field);
        }
        return problems;
    }

    private void add(AnnotatedField field, String message) {
        problems.add(field.description() + " " + message);
    }

    private void checkType(AnnotatedField field) {
        if (!ReturnTypes.isValue(field.type())) {
            add(field, "is of type " + field.type() + ", which cannot be signed; supported are String, URI and URL, and an "
                    + "Optional, array, Collection, List, Set or Map (its values) of these");
        } else if (field.accessors().stream()
                .anyMatch(accessor -> accessor.hasDeclaredAnnotation(JsonProperties.JSON_ANY_GETTER))) {
            add(field, "has @SignedResource and @JsonAnyGetter, whose values cannot be signed; remove one of them");
        } else if (field.accessors().stream().noneMatch(FieldCheck::isWritten)) {
            add(field, "has @SignedResource, but is not public and does not have a public getter, so it is not written as "
                    + "JSON; add a getter, or annotate it with @JsonProperty or @JsonbProperty");
        }
    }

    /**
     * Nobody expects an ignored field to be written.
     */
    private static boolean isWritten(AnnotationTarget accessor) {
        return JsonProperties.isWritten(accessor) || accessor.hasDeclaredAnnotation(JsonProperties.JSON_IGNORE);
    }

    private void checkElements(AnnotatedField field) {
        SignedResourceElements elements = field.elements();
        if (elements.delivery() == Delivery.COOKIES) {
            add(field, "has @SignedResource(delivery = COOKIES), but cookies are set on a whole response; set the delivery "
                    + "on the REST method, and remove it here");
        }
        if (!elements.resource().isEmpty()) {
            for (String mistake : resourceCheck.mistakesOfField(elements.resource())) {
                add(field, "has the resource \"" + elements.resource() + "\": " + mistake);
            }
        }
        for (String mistake : Arrays.asList(ExpiresInCheck.mistake(elements.expiresIn()),
                StaticPlaylistCheck.mistakeOfField(elements))) {
            if (mistake != null) {
                add(field, mistake);
            }
        }
    }
}
