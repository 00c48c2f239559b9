package io.quarkiverse.cloudfront.signer.runtime.json;

import java.util.List;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.SignedResource;

/**
 * Finds what would write an annotated member as it is: a serializer that was generated from the class before the member had
 * its own, and a serializer that a mix-in brings.
 */
final class UnsignedMembers extends BeanSerializerModifier {

    private static final String GENERATED = "$quarkusjacksonserializer";

    private final transient ObjectMapper mapper;

    UnsignedMembers(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public List<BeanPropertyWriter> changeProperties(SerializationConfig config, BeanDescription type,
            List<BeanPropertyWriter> properties) {
        for (BeanPropertyWriter property : properties) {
            if (property.getAnnotation(SignedResource.class) != null
                    && !(property.getSerializer() instanceof JacksonMemberSerializer)) {
                throw new CloudFrontSignerException(type.getBeanClass().getName() + "#" + property.getName()
                        + " has @SignedResource, but a mix-in or an annotation introspector gives it another serializer; "
                        + "let it leave the member alone");
            }
        }
        return properties;
    }

    @Override
    public JsonSerializer<?> modifySerializer(SerializationConfig config, BeanDescription type, JsonSerializer<?> serializer) {
        if (!serializer.getClass().getName().endsWith(GENERATED) || !hasMembers(type)) {
            return serializer;
        }
        return new ReflectiveSerializer(mapper, type.getType());
    }

    private static boolean hasMembers(BeanDescription type) {
        AnnotatedMember value = type.findJsonValueAccessor();
        if (value != null && value.hasAnnotation(SignedResource.class)) {
            return true;
        }
        for (BeanPropertyDefinition property : type.findProperties()) {
            if (isAnnotated(property.getGetter()) || isAnnotated(property.getField())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAnnotated(AnnotatedMember member) {
        return member != null && member.hasAnnotation(SignedResource.class);
    }
}
