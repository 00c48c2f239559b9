package io.quarkiverse.cloudfront.signer.runtime.field.jackson;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldCopyDelivery.FieldCopies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldSigner;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldWrite;

/**
 * Writes an object as JSON, which signs its fields, and reads the copy from this JSON.
 */
@Singleton
public class JacksonFieldCopies implements FieldCopies {

    private final ObjectMapper mapper;
    private final FieldBodies bodies;

    JacksonFieldCopies(ObjectMapper mapper, FieldBodies bodies) {
        this.mapper = mapper;
        this.bodies = bodies;
    }

    @Override
    public Object copy(Object original, Type type, FieldSigner signer) {
        try {
            return mapper.readerFor(mapper.constructType(type)).readValue(signed(original, signer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode signed(Object original, FieldSigner signer) {
        FieldWrite write = new FieldWrite(signer);
        FieldWrite before = bodies.begin(write);
        try {
            JsonNode written = mapper.valueToTree(original);
            write.check(original, () -> !written.isNull() && !written.isEmpty());
            return written;
        } catch (IllegalArgumentException e) {
            throw write.failure() == null ? e : write.failure();
        } finally {
            bodies.begin(before);
        }
    }
}
