package io.quarkiverse.cloudfront.signer.deployment.field;

import java.util.List;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedResourceElements;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldTerms;

/**
 * A property with {@code @SignedResource}: a field or getter, regardless of how many of its accessors are annotated.
 *
 * @param owner the class that declares the property
 * @param annotation the annotation with its elements
 * @param accessors the fields, getters, and record accessors with which JSON libraries read the property, in the owner and in
 *        its subclasses
 */
public record AnnotatedField(ClassInfo owner, String name, Type type, AnnotationInstance annotation,
        List<AnnotationTarget> accessors) {

    public SignedResourceElements elements() {
        return SignedResourceElements.of(annotation);
    }

    /**
     * The description, for messages.
     */
    public String description() {
        return owner.name() + "#" + name;
    }

    /**
     * The signer's name if the annotation sets it; empty otherwise.
     */
    public String signer() {
        return annotation.value("signer") == null ? "" : annotation.value("signer").asString();
    }

    FieldTerms terms() {
        SignedResourceElements elements = elements();
        return new FieldTerms(signer(), elements.resource(), elements.expiresIn(), elements.bindToIp(),
                elements.content());
    }
}
