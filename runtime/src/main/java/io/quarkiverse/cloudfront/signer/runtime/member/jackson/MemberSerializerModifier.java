package io.quarkiverse.cloudfront.signer.runtime.member.jackson;

import java.util.List;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.SignedResource;

/**
 * Refuses annotated properties that would be written unsigned, because the build did not give them a serializer, or because a
 * mix-in replaces it.
 */
final class MemberSerializerModifier extends BeanSerializerModifier {

    private static final String REPLACED = " has @SignedResource, but a mix-in or an annotation introspector sets another "
            + "serializer. Exclude the field from it";
    private static final String NOT_INDEXED = " has @SignedResource, but the build does not know the class, because its "
            + "module does not have a Jandex index. Add the Jandex plugin to the build of that module, or set "
            + "quarkus.index-dependency.<name>.group-id and .artifact-id";

    @Override
    public List<BeanPropertyWriter> changeProperties(SerializationConfig config, BeanDescription type,
            List<BeanPropertyWriter> properties) {
        for (BeanPropertyWriter property : properties) {
            if (property.getAnnotation(SignedResource.class) != null
                    && !(property.getSerializer() instanceof JacksonMemberSerializer)) {
                String name = type.getBeanClass().getName() + "#" + property.getName();
                if (property.getSerializer() != null) {
                    throw new CloudFrontSignerException(Reason.UNSUPPORTED, name + REPLACED);
                }
                property.assignSerializer(new RefusingSerializer(name + NOT_INDEXED));
            }
        }
        return properties;
    }
}
