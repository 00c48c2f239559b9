package io.quarkiverse.cloudfront.signer.deployment.annotation;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignerName;

/**
 * The elements of one {@code @SignedResource}. At build time, only this class reads them.
 */
public record SignedResourceElements(String signer, Delivery delivery, String resource, String expiresIn, boolean bindToIp,
        boolean staticPlaylist) {

    public static SignedResourceElements of(AnnotationInstance annotation) {
        return new SignedResourceElements(
                string(annotation, "signer", SignerName.DEFAULT),
                Delivery.valueOf(string(annotation, "delivery", Delivery.URL.name())),
                string(annotation, "resource", ""),
                string(annotation, "expiresIn", ""),
                is(annotation, "bindToIp"), is(annotation, "staticPlaylist"));
    }

    private static boolean is(AnnotationInstance annotation, String element) {
        return annotation.value(element) != null && annotation.value(element).asBoolean();
    }

    private static String string(AnnotationInstance annotation, String element, String byDefault) {
        AnnotationValue value = annotation.value(element);
        return value == null ? byDefault : value.kind() == AnnotationValue.Kind.ENUM ? value.asEnum() : value.asString();
    }

    /**
     * The description of a method, for messages.
     */
    public static String describe(MethodInfo method) {
        return method.declaringClass().name() + "#" + method.name();
    }
}
