package io.quarkiverse.cloudfront.signer.runtime.member.jsonb;

import jakarta.json.bind.JsonbException;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;

import io.quarkiverse.cloudfront.signer.runtime.member.json.MemberFailure;
import io.quarkiverse.cloudfront.signer.runtime.member.json.MemberValues;

/**
 * Writes a signed field with JSON-B. The build generates a subclass for each field.
 */
public class JsonbMemberSerializer implements JsonbSerializer<Object> {

    private final MemberValues values;

    protected JsonbMemberSerializer(int member) {
        this.values = new MemberValues(member);
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
        try {
            context.serialize(values.toWrite(value), generator);
        } catch (MemberFailure e) {
            throw new JsonbException(e.getMessage(), e);
        }
    }
}
