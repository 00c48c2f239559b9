package io.quarkiverse.cloudfront.signer.runtime.field.jackson;

import java.io.IOException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.BeanDeserializerFactory;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.ResolvableDeserializer;

import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;

/**
 * Replaces a deserializer that Quarkus generated for a class with signed fields, and that does not ask how to read them.
 * Delegates to Jackson's own.
 */
final class ReflectiveDeserializer extends JsonDeserializer<Object> implements ContextualDeserializer {

    private static final String GENERATED = "$quarkusjacksondeserializer";

    private final BeanDescription description;
    private @Nullable JsonDeserializer<Object> reflective;

    private ReflectiveDeserializer(BeanDescription description) {
        this.description = description;
    }

    @Override
    public boolean isCachable() {
        return true;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property)
            throws JsonMappingException {
        return context.handleSecondaryContextualization(reflective(context), property, description.getType());
    }

    /**
     * A recursive class finds this deserializer while it is resolved.
     */
    private synchronized JsonDeserializer<Object> reflective(DeserializationContext context) throws JsonMappingException {
        JsonDeserializer<Object> made = reflective;
        if (made == null) {
            JavaType type = description.getType();
            made = ((BeanDeserializerFactory) context.getFactory()).buildBeanDeserializer(context, type,
                    context.getConfig().introspect(type));
            reflective = made;
            if (made instanceof ResolvableDeserializer resolvable) {
                resolvable.resolve(context);
            }
        }
        return made;
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return reflective(context).deserialize(parser, context);
    }

    static final class Modifier extends BeanDeserializerModifier {

        private static final long serialVersionUID = 1L;

        private final transient Supplier<FieldBodies> bodies;

        Modifier(Supplier<FieldBodies> bodies) {
            this.bodies = bodies;
        }

        @Override
        public JsonDeserializer<?> modifyDeserializer(DeserializationConfig config, BeanDescription type,
                JsonDeserializer<?> deserializer) {
            return deserializer.getClass().getName().endsWith(GENERATED) && bodies.get().areIn(type.getBeanClass())
                    ? new ReflectiveDeserializer(type)
                    : deserializer;
        }
    }
}
