package io.quarkiverse.cloudfront.signer.deployment.field;

import java.util.Map;

import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

import io.quarkiverse.cloudfront.signer.runtime.field.jsonb.JsonbFieldDeserializer;
import io.quarkus.gizmo.Gizmo;

/**
 * Adds the annotations of JSON-B to the fields and getters of a class.
 */
final class JsonbAnnotations extends ClassVisitor {

    private interface Element {

        AnnotationVisitor visitAnnotation(String descriptor, boolean visible);
    }

    private final Map<String, String> serializers;

    /**
     * @param serializers the names of the serializers, by the keys of the fields and getters
     */
    JsonbAnnotations(ClassVisitor visitor, Map<String, String> serializers) {
        super(Gizmo.ASM_API_VERSION, visitor);
        this.serializers = serializers;
    }

    static String key(AnnotationTarget accessor) {
        return accessor.kind() == AnnotationTarget.Kind.FIELD ? accessor.asField().name()
                : accessor.asMethod().name() + accessor.asMethod().descriptor();
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
        FieldVisitor field = super.visitField(access, name, descriptor, signature, value);
        annotate(serializers.get(name), field::visitAnnotation);
        return field;
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
        MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
        String serializer = serializers.get(name + descriptor);
        if (serializer == null) {
            return method;
        }
        annotate(serializer, method::visitAnnotation);
        // ASM copies a method without its new annotations, unless it has a visitor of its own
        return new MethodVisitor(Gizmo.ASM_API_VERSION, method) {
        };
    }

    private static void annotate(@Nullable String serializer, Element element) {
        if (serializer != null) {
            annotate(element, JsonProperties.JSONB_TYPE_SERIALIZER, serializer);
            annotate(element, JsonProperties.JSONB_TYPE_DESERIALIZER, JsonbFieldDeserializer.class.getName());
        }
    }

    private static void annotate(Element element, DotName annotation, String value) {
        AnnotationVisitor visitor = element.visitAnnotation(descriptor(annotation.toString()).getDescriptor(), true);
        visitor.visit("value", descriptor(value));
        visitor.visitEnd();
    }

    private static Type descriptor(String className) {
        return Type.getObjectType(className.replace('.', '/'));
    }
}
