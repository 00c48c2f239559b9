package io.quarkiverse.cloudfront.signer.runtime.field.jsonb;

import java.lang.reflect.Type;
import java.util.function.Supplier;

import jakarta.json.bind.JsonbException;
import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.stream.JsonParser;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldFailure;

/**
 * Reads the value of a signed field with JSON-B, and refuses signed URLs in the bodies of requests.
 */
public class JsonbFieldDeserializer implements JsonbDeserializer<Object> {

    private final Supplier<FieldBodies> bodies = new FieldBodies.Lookup();
    private final Content content;

    public JsonbFieldDeserializer() {
        this(Content.URL);
    }

    private JsonbFieldDeserializer(Content content) {
        this.content = content;
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context, Type type) {
        Object value = context.deserialize(type, parser);
        try {
            return bodies.get().read(content, "A signed field", value);
        } catch (FieldFailure e) {
            throw new JsonbException(e.getMessage(), e);
        }
    }

    /**
     * The deserializer for text, from which it removes the signatures.
     */
    public static final class OfText extends JsonbFieldDeserializer {

        public OfText() {
            super(Content.TEXT);
        }
    }
}
