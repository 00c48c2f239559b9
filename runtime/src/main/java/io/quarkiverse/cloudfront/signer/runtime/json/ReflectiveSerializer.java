package io.quarkiverse.cloudfront.signer.runtime.json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;

/**
 * Stands for a serializer that Quarkus generated for a class with members, and that knows nothing of them. Becomes the one that
 * Jackson makes itself.
 */
final class ReflectiveSerializer extends StdSerializer<Object> implements ContextualSerializer {

    /** Quarkus REST's, which is no dependency. */
    private static final String GENERATED_SERIALIZERS = "io.quarkus.resteasy.reactive.jackson.runtime.serialisers."
            + "GeneratedSerializersRegister$ExactSerializers";

    private final transient ObjectMapper mapper;
    private final JavaType type;
    private transient JsonSerializer<Object> reflective;

    ReflectiveSerializer(ObjectMapper mapper, JavaType type) {
        super(Object.class);
        this.mapper = mapper;
        this.type = type;
    }

    @Override
    public JsonSerializer<?> createContextual(SerializerProvider provider, BeanProperty property) throws JsonMappingException {
        return provider.handleSecondaryContextualization(reflective(provider), property);
    }

    /**
     * A class may hold itself, and finds this one while it is resolved.
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

    private SerializerFactory factory() {
        SerializerFactoryConfig config = ((BeanSerializerFactory) mapper.getSerializerFactory()).getFactoryConfig();
        List<Serializers> serializers = new ArrayList<>();
        for (Serializers candidate : config.serializers()) {
            if (!candidate.getClass().getName().equals(GENERATED_SERIALIZERS)) {
                // a configuration puts each before those that it has
                serializers.add(0, candidate);
            }
        }
        SerializerFactoryConfig without = new SerializerFactoryConfig();
        for (Serializers kept : serializers) {
            without = without.withAdditionalSerializers(kept);
        }
        for (Serializers keys : config.keySerializers()) {
            without = without.withAdditionalKeySerializers(keys);
        }
        for (var modifier : config.serializerModifiers()) {
            without = without.withSerializerModifier(modifier);
        }
        return BeanSerializerFactory.instance.withConfig(without);
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializerProvider provider) throws IOException {
        reflective(provider).serialize(value, generator, provider);
    }
}
