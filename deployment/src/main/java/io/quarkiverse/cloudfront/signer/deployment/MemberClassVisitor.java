package io.quarkiverse.cloudfront.signer.deployment;

import java.util.Map;

import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

import io.quarkus.gizmo.Gizmo;

/**
 * Annotates the accessors of members with their serializers.
 */
final class MemberClassVisitor extends ClassVisitor {

    private static final String JSON_SERIALIZE = descriptor(JsonNames.JSON_SERIALIZE.toString());
    private static final String JSONB_TYPE_SERIALIZER = descriptor(JsonNames.JSONB_TYPE_SERIALIZER.toString());

    private final Map<String, MemberAnnotations> accessors;

    MemberClassVisitor(ClassVisitor visitor, Map<String, MemberAnnotations> accessors) {
        super(Gizmo.ASM_API_VERSION, visitor);
        this.accessors = accessors;
    }

    private static String descriptor(String className) {
        return Type.getObjectType(className.replace('.', '/')).getDescriptor();
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
        FieldVisitor field = super.visitField(access, name, descriptor, signature, value);
        MemberAnnotations annotations = accessors.get(name);
        if (annotations == null || (access & Opcodes.ACC_STATIC) != 0) {
            return field;
        }
        return new FieldVisitor(Gizmo.ASM_API_VERSION, field) {

            private boolean serialized;

            @Override
            public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                AnnotationVisitor visitor = super.visitAnnotation(annotation, visible);
                if (!annotation.equals(JSON_SERIALIZE) || annotations.jackson() == null) {
                    return visitor;
                }
                serialized = true;
                return new UsingVisitor(visitor, annotations.jacksonType());
            }

            @Override
            public void visitEnd() {
                if (annotations.jackson() != null && !serialized) {
                    annotate(super.visitAnnotation(JSON_SERIALIZE, true), "using", annotations.jacksonType());
                }
                if (annotations.jsonb() != null) {
                    annotate(super.visitAnnotation(JSONB_TYPE_SERIALIZER, true), "value", annotations.jsonbType());
                }
                super.visitEnd();
            }
        };
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
        MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
        MemberAnnotations annotations = accessors.get(MemberAnnotations.key(name, descriptor));
        return annotations == null ? method : new AccessorVisitor(method, annotations);
    }

    private static void annotate(AnnotationVisitor annotation, String element, Type serializer) {
        annotation.visit(element, serializer);
        annotation.visitEnd();
    }

    /**
     * A method's annotations come before its code.
     */
    private static final class AccessorVisitor extends MethodVisitor {

        private final MemberAnnotations annotations;
        private boolean serialized;
        private boolean done;

        private AccessorVisitor(MethodVisitor method, MemberAnnotations annotations) {
            super(Gizmo.ASM_API_VERSION, method);
            this.annotations = annotations;
        }

        @Override
        public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
            AnnotationVisitor visitor = super.visitAnnotation(annotation, visible);
            if (!annotation.equals(JSON_SERIALIZE) || annotations.jackson() == null) {
                return visitor;
            }
            serialized = true;
            return new UsingVisitor(visitor, annotations.jacksonType());
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
            if (done) {
                return;
            }
            done = true;
            if (annotations.jackson() != null && !serialized) {
                MemberClassVisitor.annotate(super.visitAnnotation(JSON_SERIALIZE, true), "using", annotations.jacksonType());
            }
            if (annotations.jsonb() != null) {
                MemberClassVisitor.annotate(super.visitAnnotation(JSONB_TYPE_SERIALIZER, true), "value",
                        annotations.jsonbType());
            }
        }
    }

    /**
     * Adds the serializer to an annotation that says something else.
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
