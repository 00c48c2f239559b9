package io.quarkiverse.cloudfront.signer.runtime.field.jackson;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.SerializerFactoryConfig;
import com.fasterxml.jackson.databind.ser.BeanSerializerFactory;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.ser.ResolvableSerializer;
import com.fasterxml.jackson.databind.ser.SerializerFactory;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;

/**
 * Replaces a serializer that Quarkus generated for a class with signed fields, and that does not ask how to write them.
 * Delegates to Jackson's own.
 */
final class ReflectiveSerializer extends StdSerializer<Object> implements ContextualSerializer {

    private static final long serialVersionUID = 1L;
    private static final String GENERATED = "$quarkusjacksonserializer";

    private final transient ObjectMapper mapper;
    private final JavaType type;
    private @Nullable transient JsonSerializer<Object> reflective;

    ReflectiveSerializer(ObjectMapper mapper, JavaType type) {
        super(Object.class);
        this.mapper = mapper;
        this.type = type;
    }

    static boolean isGenerated(JsonSerializer<?> serializer) {
        return serializer.getClass().getName().endsWith(GENERATED);
    }

    @Override
    public JsonSerializer<?> createContextual(SerializerProvider provider, BeanProperty property) throws JsonMappingException {
        return provider.handleSecondaryContextualization(reflective(provider), property);
    }

    /**
     * A recursive class finds this serializer while it is resolved.
     */
    private synchronized JsonSerializer<Object> reflective(SerializerProvider provider) throws JsonMappingException {
        if (reflective == null) {
            reflective = factory().createSerializer(provider, type);
            if (reflective instanceof ResolvableSerializer resolvable) {
                resolvable.resolve(provider);
            }
        }
        return reflective;
    }

    /**
     * The factory without the serializers that are registered for classes, which the generated ones are.
     */
    private SerializerFactory factory() {
        SerializerFactoryConfig config = new SerializerFactoryConfig();
        for (var modifier : ((BeanSerializerFactory) mapper.getSerializerFactory()).getFactoryConfig().serializerModifiers()) {
            config = config.withSerializerModifier(modifier);
        }
        return BeanSerializerFactory.instance.withConfig(config);
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializerProvider provider) throws IOException {
        reflective(provider).serialize(value, generator, provider);
    }
}
