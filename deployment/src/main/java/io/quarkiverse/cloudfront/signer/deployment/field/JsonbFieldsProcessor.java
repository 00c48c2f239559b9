package io.quarkiverse.cloudfront.signer.deployment.field;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

import io.quarkiverse.cloudfront.signer.runtime.field.FieldTerms;
import io.quarkiverse.cloudfront.signer.runtime.field.jsonb.JsonbFieldDeserializer;
import io.quarkiverse.cloudfront.signer.runtime.field.jsonb.JsonbFieldSerializer;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.GeneratedClassGizmoAdaptor;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.BytecodeTransformerBuildItem;
import io.quarkus.deployment.builditem.GeneratedClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.gizmo.ClassCreator;
import io.quarkus.gizmo.Gizmo;
import io.quarkus.gizmo.MethodCreator;
import io.quarkus.gizmo.MethodDescriptor;

/**
 * Makes JSON-B sign fields. JSON-B passes only a value to a serializer, and not the annotation of the field. Therefore, there
 * is one serializer for each {@code @SignedResource} with different elements, of which an application has few. Each field gets
 * the JSON-B annotation that names its serializer. Applications without JSON-B do not need this.
 */
class JsonbFieldsProcessor {

    private static final String PREFIX = "io.quarkiverse.cloudfront.signer.generated.JsonbField";

    @BuildStep
    void sign(SignedFieldsBuildItem fields, Capabilities capabilities, BuildProducer<GeneratedClassBuildItem> classes,
            BuildProducer<BytecodeTransformerBuildItem> transformers, BuildProducer<ReflectiveClassBuildItem> reflection) {
        if (capabilities.isMissing(Capability.JSONB) || !fields.areThere()) {
            return;
        }
        // not application classes, because classes of libraries can refer to them
        GeneratedClassGizmoAdaptor output = new GeneratedClassGizmoAdaptor(classes, false);
        Map<FieldTerms, String> serializers = new HashMap<>();
        Map<String, Map<String, Converters>> annotations = new TreeMap<>();
        for (AnnotatedField field : fields.fields()) {
            String serializer = serializers.computeIfAbsent(field.terms(), terms -> {
                String name = PREFIX + id(terms);
                generate(output, name, terms);
                return name;
            });
            if (field.accessors().stream().noneMatch(JsonbFieldsProcessor::isConverted)) {
                field.accessors().forEach(accessor -> annotations
                        .computeIfAbsent(owner(accessor).name().toString(), ignored -> new HashMap<>())
                        .put(key(accessor), new Converters(serializer, deserializer(field))));
            }
        }
        annotations.forEach((type, accessors) -> transformers.produce(new BytecodeTransformerBuildItem.Builder()
                .setClassToTransform(type).setVisitorFunction((name, visitor) -> new Annotations(visitor, accessors))
                .build()));
        reflection.produce(ReflectiveClassBuildItem.builder(Stream.concat(serializers.values().stream(),
                Stream.of(JsonbFieldDeserializer.class.getName(), JsonbFieldDeserializer.OfText.class.getName()))
                .toArray(String[]::new)).constructors()
                .reason("JSON-B instantiates them").build());
    }

    /**
     * The names of the classes with which JSON-B writes and reads a field.
     */
    private record Converters(String serializer, String deserializer) {
    }

    private static String deserializer(AnnotatedField field) {
        return field.elements().content().isText() ? JsonbFieldDeserializer.OfText.class.getName()
                : JsonbFieldDeserializer.class.getName();
    }

    /**
     * Whether the application itself determines how the field is written.
     */
    private static boolean isConverted(AnnotationTarget accessor) {
        return accessor.hasDeclaredAnnotation(JsonProperties.JSONB_TYPE_SERIALIZER)
                || accessor.hasDeclaredAnnotation(JsonProperties.JSONB_TYPE_ADAPTER);
    }

    private static ClassInfo owner(AnnotationTarget accessor) {
        return accessor.kind() == AnnotationTarget.Kind.FIELD ? accessor.asField().declaringClass()
                : accessor.asMethod().declaringClass();
    }

    private static void generate(GeneratedClassGizmoAdaptor output, String name, FieldTerms terms) {
        try (ClassCreator creator = ClassCreator.builder().classOutput(output).className(name)
                .superClass(JsonbFieldSerializer.class).build();
                MethodCreator constructor = creator.getMethodCreator(MethodDescriptor.INIT, void.class)) {
            constructor.invokeSpecialMethod(MethodDescriptor.ofConstructor(JsonbFieldSerializer.class, String.class,
                    String.class, String.class, boolean.class, String.class), constructor.getThis(),
                    constructor.load(terms.signer()), constructor.load(terms.resource()), constructor.load(terms.expiresIn()),
                    constructor.load(terms.bindToIp()), constructor.load(terms.content().name()));
            constructor.returnVoid();
        }
    }

    /**
     * An ID that is the same in each build, because dev mode retains classes that do not belong to the application.
     */
    private static String id(FieldTerms terms) {
        return UUID.nameUUIDFromBytes(terms.toString().getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
    }

    private static String key(AnnotationTarget accessor) {
        return accessor.kind() == AnnotationTarget.Kind.FIELD ? accessor.asField().name()
                : accessor.asMethod().name() + accessor.asMethod().descriptor();
    }

    /**
     * Adds the annotations of JSON-B to the fields and getters of a class.
     */
    private static final class Annotations extends ClassVisitor {

        private final Map<String, Converters> converters;

        /**
         * @param converters the converters, by the key of each field or getter
         */
        private Annotations(ClassVisitor visitor, Map<String, Converters> converters) {
            super(Gizmo.ASM_API_VERSION, visitor);
            this.converters = converters;
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            FieldVisitor field = super.visitField(access, name, descriptor, signature, value);
            annotate(converters.get(name), field::visitAnnotation);
            return field;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
            annotate(converters.get(name + descriptor), method::visitAnnotation);
            // ASM copies a method without its new annotations, unless the method has its own visitor
            return new MethodVisitor(Gizmo.ASM_API_VERSION, method) {
            };
        }

        private static void annotate(@Nullable Converters converters,
                BiFunction<String, Boolean, AnnotationVisitor> element) {
            if (converters != null) {
                annotate(element, JsonProperties.JSONB_TYPE_SERIALIZER, converters.serializer());
                annotate(element, JsonProperties.JSONB_TYPE_DESERIALIZER, converters.deserializer());
            }
        }

        private static void annotate(BiFunction<String, Boolean, AnnotationVisitor> element, DotName annotation,
                String value) {
            AnnotationVisitor visitor = element.apply(descriptor(annotation.toString()).getDescriptor(), true);
            visitor.visit("value", descriptor(value));
            visitor.visitEnd();
        }

        private static Type descriptor(String className) {
            return Type.getObjectType(className.replace('.', '/'));
        }
    }
}
