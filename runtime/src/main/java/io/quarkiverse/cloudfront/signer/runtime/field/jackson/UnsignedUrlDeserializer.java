package io.quarkiverse.cloudfront.signer.runtime.field.jackson;

import java.io.IOException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;

/**
 * Reads the value of a signed field as Jackson reads values of its type. In the bodies of requests, signed URLs are refused, or
 * the signatures are removed if the field contains text.
 */
final class UnsignedUrlDeserializer extends JsonDeserializer<Object> implements ContextualDeserializer {

    private final Supplier<FieldBodies> bodies;
    private final Content content;

    UnsignedUrlDeserializer(Supplier<FieldBodies> bodies, Content content) {
        this.bodies = bodies;
        this.content = content;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property)
            throws JsonMappingException {
        return new Checked(context.findContextualValueDeserializer(property.getType(), property), property.getName(), bodies,
                content);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        throw new IllegalStateException("not in the context of a property");
    }

    private static final class Checked extends DelegatingDeserializer {

        private static final long serialVersionUID = 1L;

        private final String field;
        private final transient Supplier<FieldBodies> bodies;
        private final Content content;

        private Checked(JsonDeserializer<?> reader, String field, Supplier<FieldBodies> bodies, Content content) {
            super(reader);
            this.field = field;
            this.bodies = bodies;
            this.content = content;
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> reader) {
            return new Checked(reader, field, bodies, content);
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return bodies.get().read(content, field, super.deserialize(parser, context));
        }
    }
}
