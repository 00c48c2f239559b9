package io.quarkiverse.cloudfront.signer.deployment.member;

import java.util.List;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedResourceElements;

/**
 * A property with {@code @SignedResource}: a field or getter, regardless of how many of its accessors are annotated.
 *
 * @param owner the class that declares it
 * @param annotation the annotation with its elements
 * @param accessors the field, getters and record accessors with which JSON libraries read it, in the owner and in subclasses
 */
public record Member(ClassInfo owner, String name, Type type, AnnotationInstance annotation, List<Accessor> accessors) {

    /**
     * @param field whether it is a field instead of a method
     * @param written whether Jackson reads it by default
     */
    public record Accessor(ClassInfo owner, AnnotationTarget target, boolean written) {

        public boolean isField() {
            return target.kind() == AnnotationTarget.Kind.FIELD;
        }

        public String name() {
            return isField() ? target.asField().name() : target.asMethod().name();
        }

        MethodInfo method() {
            return target.asMethod();
        }

        AnnotationInstance annotation(DotName name) {
            return isField() ? target.asField().declaredAnnotation(name) : target.asMethod().declaredAnnotation(name);
        }
    }

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
     * The signer's name if the annotation sets it, or empty.
     */
    public String signer() {
        return annotation.value("signer") == null ? "" : elements().signer();
    }

    boolean has(DotName name) {
        return accessors.stream().anyMatch(accessor -> accessor.annotation(name) != null);
    }
}
