package io.quarkiverse.cloudfront.signer.runtime.field.jsonb;

import java.util.function.Supplier;

import jakarta.json.bind.JsonbException;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldFailure;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldTerms;

/**
 * Writes a signed field with JSON-B, which does not tell a serializer for which field it is called. The build therefore
 * generates a subclass for each {@code @SignedResource} with different elements, and adds the annotation of JSON-B to the
 * fields.
 */
public class JsonbFieldSerializer implements JsonbSerializer<Object> {

    private final Supplier<FieldBodies> bodies = new FieldBodies.Lookup();
    private final FieldTerms terms;

    protected JsonbFieldSerializer(String signer, String resource, String expiresIn, boolean bindToIp,
            String content) {
        this.terms = new FieldTerms(signer, resource, expiresIn, bindToIp, Content.valueOf(content));
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
        try {
            context.serialize(bodies.get().sign(terms, "A signed field", value, () -> ""), generator);
        } catch (FieldFailure e) {
            throw new JsonbException(e.getMessage(), e);
        }
    }
}
