package io.quarkiverse.cloudfront.signer.runtime.field.jackson;

import java.util.List;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;

/**
 * Signs fields of which no annotation introspector has told. Reports that Jackson writes the properties of an object with
 * signed fields, also if the fields are null, ignored, or not in the view.
 */
final class SignedPropertyModifier extends BeanSerializerModifier {

    private static final long serialVersionUID = 1L;

    private final transient Supplier<FieldBodies> bodies;

    SignedPropertyModifier(Supplier<FieldBodies> bodies) {
        this.bodies = bodies;
    }

    @Override
    public List<BeanPropertyWriter> changeProperties(SerializationConfig config, BeanDescription type,
            List<BeanPropertyWriter> properties) {
        for (BeanPropertyWriter property : properties) {
            SignedResource annotation = SignedFieldsModule.annotation(property.getMember());
            // for example, Quarkus replaces all introspectors if there is a @SecureField
            if (annotation != null && !property.hasSerializer()) {
                property.assignSerializer(SignedFieldSerializer.of(bodies, annotation, property));
            }
        }
        if (bodies.get().areIn(type.getBeanClass())) {
            properties.replaceAll(property -> property.getClass() == BeanPropertyWriter.class
                    ? new ReportingProperty(property, bodies)
                    : property);
        }
        return properties;
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
