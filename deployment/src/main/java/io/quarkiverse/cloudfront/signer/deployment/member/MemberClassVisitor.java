package io.quarkiverse.cloudfront.signer.deployment.member;

import java.util.Map;
import java.util.function.Function;

import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

import io.quarkus.gizmo.Gizmo;

/**
 * Annotates the accessors of signed fields with their serializers.
 */
final class MemberClassVisitor extends ClassVisitor {

    private static final String JSON_SERIALIZE = descriptor(JsonNames.JSON_SERIALIZE.toString());
    private static final String JSONB_TYPE_SERIALIZER = descriptor(JsonNames.JSONB_TYPE_SERIALIZER.toString());

    private final Map<String, MemberSerializers> accessors;

    MemberClassVisitor(ClassVisitor visitor, Map<String, MemberSerializers> accessors) {
        super(Gizmo.ASM_API_VERSION, visitor);
        this.accessors = accessors;
    }

    private static String descriptor(String className) {
        return Type.getObjectType(className.replace('.', '/')).getDescriptor();
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
        FieldVisitor field = super.visitField(access, name, descriptor, signature, value);
        MemberSerializers annotations = accessors.get(name);
        if (annotations == null || (access & Opcodes.ACC_STATIC) != 0) {
            return field;
        }
        Serializers serializers = new Serializers(annotations);
        return new FieldVisitor(Gizmo.ASM_API_VERSION, field) {

            @Override
            public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                return serializers.into(annotation, super.visitAnnotation(annotation, visible));
            }

            @Override
            public void visitEnd() {
                serializers.add(annotation -> super.visitAnnotation(annotation, true));
                super.visitEnd();
            }
        };
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
        MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
        MemberSerializers annotations = accessors.get(MemberSerializers.key(name, descriptor));
        return annotations == null ? method : new AccessorVisitor(method, annotations);
    }

    /**
     * A method's annotations come before its code.
     */
    private static final class AccessorVisitor extends MethodVisitor {

        private final Serializers serializers;
        private boolean done;

        private AccessorVisitor(MethodVisitor method, MemberSerializers annotations) {
            super(Gizmo.ASM_API_VERSION, method);
            this.serializers = new Serializers(annotations);
        }

        @Override
        public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
            return serializers.into(annotation, super.visitAnnotation(annotation, visible));
        }

        @Override
        public void visitCode() {
            annotate();
            super.visitCode();
        }

        @Override
        public void visitEnd() {
            annotate();
            super.visitEnd();
        }

        private void annotate() {
            if (!done) {
                done = true;
                serializers.add(annotation -> super.visitAnnotation(annotation, true));
            }
        }
    }

    /**
     * Completes the serializer annotations of an accessor, and adds missing ones.
     */
    private static final class Serializers {

        private final MemberSerializers annotations;
        private boolean serialized;

        private Serializers(MemberSerializers annotations) {
            this.annotations = annotations;
        }

        private AnnotationVisitor into(String annotation, AnnotationVisitor visitor) {
            if (!annotation.equals(JSON_SERIALIZE) || annotations.jackson() == null) {
                return visitor;
            }
            serialized = true;
            return new UsingVisitor(visitor, annotations.jacksonType());
        }

        private void add(Function<String, AnnotationVisitor> accessor) {
            if (annotations.jackson() != null && !serialized) {
                annotate(accessor.apply(JSON_SERIALIZE), "using", annotations.jacksonType());
            }
            if (annotations.jsonb() != null) {
                annotate(accessor.apply(JSONB_TYPE_SERIALIZER), "value", annotations.jsonbType());
            }
        }

        private static void annotate(AnnotationVisitor annotation, String element, Type serializer) {
            annotation.visit(element, serializer);
            annotation.visitEnd();
        }
    }

    /**
     * Adds the serializer to an annotation that sets other elements.
     */
    private static final class UsingVisitor extends AnnotationVisitor {

        private final Type serializer;

        private UsingVisitor(AnnotationVisitor annotation, Type serializer) {
            super(Gizmo.ASM_API_VERSION, annotation);
            this.serializer = serializer;
        }

        @Override
        public void visitEnd() {
            super.visit("using", serializer);
            super.visitEnd();
        }
    }
}
