package io.quarkiverse.cloudfront.signer.applications.serializer;

import java.io.IOException;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;

import io.quarkiverse.cloudfront.signer.applications.Photo;
import io.quarkus.jackson.ObjectMapperCustomizer;

/** Replaces any serializer by one that reads the field itself. */
@Singleton
public class InventedSerializer implements ObjectMapperCustomizer {

    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule("invented").setSerializerModifier(new BeanSerializerModifier() {
            @Override
            public JsonSerializer<?> modifySerializer(SerializationConfig config, BeanDescription bean,
                    JsonSerializer<?> serializer) {
                return bean.getBeanClass() == Photo.class ? new PhotoSerializer() : serializer;
            }
        }));
    }

    private static final class PhotoSerializer extends JsonSerializer<Photo> {

        @Override
        public void serialize(Photo photo, JsonGenerator json, SerializerProvider serializers) throws IOException {
            json.writeString("photo: " + photo.getImage());
        }
    }
}
