package io.quarkiverse.cloudfront.signer.runtime.field.jackson3;

import java.lang.reflect.Type;

import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldCopyDelivery.FieldCopies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldSigner;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldWrite;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes an object as JSON, signs its fields meanwhile, and reads the copy from it.
 */
public final class JacksonFieldCopies implements FieldCopies {

    private final JsonMapper mapper;
    private final FieldBodies bodies;

    public JacksonFieldCopies(JsonMapper mapper, FieldBodies bodies) {
        this.mapper = mapper;
        this.bodies = bodies;
    }

    @Override
    public Object copy(Object original, Type type, FieldSigner signer) {
        return mapper.readerFor(mapper.constructType(type)).readValue(signed(original, signer));
    }

    private JsonNode signed(Object original, FieldSigner signer) {
        FieldWrite write = new FieldWrite(signer);
        FieldWrite before = bodies.begin(write);
        try {
            JsonNode written = mapper.valueToTree(original);
            write.check(original, () -> !written.isNull() && !written.isEmpty());
            return written;
        } catch (JacksonException e) {
            throw write.failure() == null ? e : write.failure();
        } finally {
            bodies.begin(before);
        }
    }
}
