package io.quarkiverse.cloudfront.signer.runtime.field.jackson3;

import java.util.List;
import java.util.function.Supplier;

import jakarta.enterprise.inject.Instance;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldTerms;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;

/**
 * Makes a {@code JsonMapper} sign fields with {@code @SignedResource}, and refuse signed URLs for them.
 */
public final class SignedFieldsModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    private final transient Supplier<FieldBodies> bodies;

    private SignedFieldsModule(Instance<FieldBodies> bodies) {
        super(SignedFieldsModule.class.getName());
        this.bodies = new FieldBodies.Lookup(bodies::get);
    }

    /**
     * What the interceptor of methods that create mappers does. Mappers of Jackson 3 cannot be changed.
     */
    public static JsonMapper extended(JsonMapper made, Instance<FieldBodies> bodies) {
        return made.rebuild().addModule(new SignedFieldsModule(bodies)).build();
    }

    @Override
    public void setupModule(SetupContext context) {
        context.insertAnnotationIntrospector(new Introspector(bodies));
        context.addSerializerModifier(new Modifier(bodies));
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
        public @Nullable Object findSerializer(MapperConfig<?> config, Annotated annotated) {
            SignedResource annotation = annotation(annotated);
            return annotation == null ? null : new SignedFieldSerializer(bodies, FieldTerms.of(annotation), null, null);
        }

        @Override
        public @Nullable Object findDeserializer(MapperConfig<?> config, Annotated annotated) {
            SignedResource annotation = annotation(annotated);
            return annotation == null ? null : new UnsignedUrlDeserializer(bodies, annotation.content());
        }
    }

    private static final class Modifier extends ValueSerializerModifier {

        private static final long serialVersionUID = 1L;

        private final transient Supplier<FieldBodies> bodies;

        private Modifier(Supplier<FieldBodies> bodies) {
            this.bodies = bodies;
        }

        @Override
        public List<BeanPropertyWriter> changeProperties(SerializationConfig config, BeanDescription.Supplier type,
                List<BeanPropertyWriter> properties) {
            for (BeanPropertyWriter property : properties) {
                SignedResource annotation = annotation(property.getMember());
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
        public void serializeAsProperty(Object object, JsonGenerator generator, SerializationContext context) throws Exception {
            bodies.get().reached();
            super.serializeAsProperty(object, generator, context);
        }

        @Override
        public void serializeAsElement(Object object, JsonGenerator generator, SerializationContext context) throws Exception {
            bodies.get().reached();
            super.serializeAsElement(object, generator, context);
        }
    }
}
