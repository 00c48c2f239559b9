package io.quarkiverse.cloudfront.signer.runtime.field.jackson;

import java.util.function.Supplier;

import jakarta.enterprise.inject.Instance;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodiesLookup;

/**
 * Has an {@code ObjectMapper} sign fields with {@code @SignedResource} in the bodies of responses, and refuse signed URLs for
 * them in the bodies of requests. Jackson merges the annotations of a property's field, getter, and record component, and of
 * the methods that a getter overrides, so this works wherever the annotation is.
 */
final class SignedFieldsModule extends Module {

    private final Supplier<FieldBodies> bodies;

    SignedFieldsModule(Instance<FieldBodies> bodies) {
        this.bodies = new FieldBodiesLookup(bodies::get);
    }

    @Override
    public String getModuleName() {
        return SignedFieldsModule.class.getName();
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext context) {
        context.insertAnnotationIntrospector(new Introspector(bodies));
        context.addBeanSerializerModifier(new SignedPropertyModifier(bodies));
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
            return annotation == null ? null : SignedFieldSerializer.of(bodies, annotation, null);
        }

        @Override
        public @Nullable Object findDeserializer(Annotated annotated) {
            return annotation(annotated) == null ? null : new UnsignedUrlDeserializer(bodies);
        }
    }
}
