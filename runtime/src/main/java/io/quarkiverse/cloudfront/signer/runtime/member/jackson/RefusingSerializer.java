package io.quarkiverse.cloudfront.signer.runtime.member.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.member.json.MemberFailure;

/**
 * Replaces the missing serializer of a signed field, and refuses to write it.
 */
final class RefusingSerializer extends JsonSerializer<Object> {

    private final String reason;

    RefusingSerializer(String reason) {
        this.reason = reason;
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializerProvider provider) throws MemberFailure {
        throw new MemberFailure(new CloudFrontSignerException(Reason.UNSUPPORTED, reason));
    }

    @Override
    public void serializeWithType(Object value, JsonGenerator generator, SerializerProvider provider, TypeSerializer types)
            throws MemberFailure {
        serialize(value, generator, provider);
    }
}
