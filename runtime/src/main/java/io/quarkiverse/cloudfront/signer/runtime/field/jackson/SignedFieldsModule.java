package io.quarkiverse.cloudfront.signer.runtime.field.jackson;

import java.util.List;
import java.util.function.Supplier;

import jakarta.enterprise.inject.Instance;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldTerms;

/**
 * Makes an {@code ObjectMapper} sign fields with {@code @SignedResource} in the bodies of responses, and refuse signed URLs in
 * these fields in the bodies of requests. Jackson merges the annotations of a property's field, getter, and record component,
 * and of the methods that a getter overrides, so this works wherever the annotation is.
 */
final class SignedFieldsModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    private final transient Supplier<FieldBodies> bodies;

    SignedFieldsModule(Instance<FieldBodies> bodies) {
        super(SignedFieldsModule.class.getName());
        this.bodies = new FieldBodies.Lookup(bodies::get);
    }

    @Override
    public void setupModule(SetupContext context) {
        context.insertAnnotationIntrospector(new Introspector(bodies));
        context.addBeanSerializerModifier(new Modifier(bodies));
    }

    static @Nullable SignedResource annotation(@Nullable Annotated annotated) {
        return annotated instanceof AnnotatedMember ? annotated.getAnnotation(SignedResource.class) : null;
    }

    private static final class Introspector extends NopAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        private final transient Supplier<FieldBodies> bodies;

        private Introspector(Supplier<FieldBodies> bodies) {
            this.bodies = bodies;
        }

        @Override
        public @Nullable Object findSerializer(Annotated annotated) {
            SignedResource annotation = annotation(annotated);
            return annotation == null ? null : new SignedFieldSerializer(bodies, FieldTerms.of(annotation), null, null);
        }

        @Override
        public @Nullable Object findDeserializer(Annotated annotated) {
            SignedResource annotation = annotation(annotated);
            return annotation == null ? null : new UnsignedUrlDeserializer(bodies, annotation.content());
        }
    }

    /**
     * Signs fields that no annotation introspector has found. Reports when Jackson writes the properties of an object with
     * signed fields, even if the fields are null, ignored, or not in the view.
     */
    private static final class Modifier extends BeanSerializerModifier {

        private static final long serialVersionUID = 1L;

        private final transient Supplier<FieldBodies> bodies;

        private Modifier(Supplier<FieldBodies> bodies) {
            this.bodies = bodies;
        }

        @Override
        public List<BeanPropertyWriter> changeProperties(SerializationConfig config, BeanDescription type,
                List<BeanPropertyWriter> properties) {
            for (BeanPropertyWriter property : properties) {
                SignedResource annotation = annotation(property.getMember());
                // for example, Quarkus replaces all introspectors if there is a @SecureField
                if (annotation != null && !property.hasSerializer()) {
                    property.assignSerializer(new SignedFieldSerializer(bodies, FieldTerms.of(annotation), property, null));
                }
            }
            if (bodies.get().areIn(type.getBeanClass())) {
                properties.replaceAll(property -> property.getClass() == BeanPropertyWriter.class
                        ? new ReportingProperty(property, bodies)
                        : property);
            }
            return properties;
        }
    }

    private static final class ReportingProperty extends BeanPropertyWriter {

        private static final long serialVersionUID = 1L;

        private final transient Supplier<FieldBodies> bodies;

        private ReportingProperty(BeanPropertyWriter property, Supplier<FieldBodies> bodies) {
            super(property);
            this.bodies = bodies;
        }

        private ReportingProperty(ReportingProperty property, PropertyName name) {
            super(property, name);
            this.bodies = property.bodies;
        }

        @Override
        protected BeanPropertyWriter _new(PropertyName name) {
            return new ReportingProperty(this, name);
        }

        @Override
        public void serializeAsField(Object object, JsonGenerator generator, SerializerProvider provider) throws Exception {
            bodies.get().reached();
            super.serializeAsField(object, generator, provider);
        }

        @Override
        public void serializeAsElement(Object object, JsonGenerator generator, SerializerProvider provider) throws Exception {
            bodies.get().reached();
            super.serializeAsElement(object, generator, provider);
        }
    }
}
