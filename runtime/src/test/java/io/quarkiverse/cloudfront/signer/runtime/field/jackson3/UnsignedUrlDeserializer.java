package io.quarkiverse.cloudfront.signer.runtime.field.jackson3;

import java.util.function.Supplier;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldFailure;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.DelegatingDeserializer;

/**
 * Reads the value of a signed field as Jackson reads values of its type, and refuses signed URLs in the bodies of requests, or
 * removes the signatures from text.
 */
final class UnsignedUrlDeserializer extends ValueDeserializer<Object> {

    private final Supplier<FieldBodies> bodies;
    private final Content content;

    UnsignedUrlDeserializer(Supplier<FieldBodies> bodies, Content content) {
        this.bodies = bodies;
        this.content = content;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
        return new Checked(context.findContextualValueDeserializer(property.getType(), property), property.getName(), bodies,
                content);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) {
        throw new IllegalStateException("not in the context of a property");
    }

    private static final class Checked extends DelegatingDeserializer {

        private final String field;
        private final Supplier<FieldBodies> bodies;
        private final Content content;

        private Checked(ValueDeserializer<?> reader, String field, Supplier<FieldBodies> bodies, Content content) {
            super(reader);
            this.field = field;
            this.bodies = bodies;
            this.content = content;
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> reader) {
            return new Checked(reader, field, bodies, content);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) {
            Object value = super.deserialize(parser, context);
            try {
                return bodies.get().read(content, field, value);
            } catch (FieldFailure e) {
                throw JacksonIOException.construct(e, parser);
            }
        }
    }
}
