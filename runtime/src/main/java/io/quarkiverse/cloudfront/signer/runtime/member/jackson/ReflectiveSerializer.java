package io.quarkiverse.cloudfront.signer.runtime.member.jackson;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.SerializerFactoryConfig;
import com.fasterxml.jackson.databind.ser.BeanSerializerFactory;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.ser.ResolvableSerializer;
import com.fasterxml.jackson.databind.ser.SerializerFactory;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;

/**
 * Replaces a serializer that Quarkus generated for a class whose objects may lead to signed fields, and that would not sign
 * them. Delegates to Jackson's own.
 */
final class ReflectiveSerializer extends StdSerializer<Object> implements ContextualSerializer {

    private static final String GENERATED = "$quarkusjacksonserializer";

    /** The class in Quarkus REST that registers them. It is not a dependency. */
    private static final String GENERATED_SERIALIZERS = "io.quarkus.resteasy.reactive.jackson.runtime.serialisers."
            + "GeneratedSerializersRegister$ExactSerializers";

    private final transient SerializerFactory mapper;
    private final JavaType type;
    private final transient SerializerGuard guard;
    private @Nullable transient JsonSerializer<Object> reflective;

    ReflectiveSerializer(SerializerFactory mapper, JavaType type, SerializerGuard guard) {
        super(Object.class);
        this.mapper = mapper;
        this.type = type;
        this.guard = guard;
    }

    /**
     * Whether Quarkus generated the serializer. A serializer that is not recognized is treated like one of the application.
     */
    static boolean replaces(JsonSerializer<?> serializer) {
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
            JsonSerializer<Object> made = factory().createSerializer(provider, type);
            reflective = replaces(made) ? guard.checked(made) : guard.checked(provider, type, made, mapper);
            if (reflective instanceof ResolvableSerializer resolvable) {
                resolvable.resolve(provider);
            }
        }
        return reflective;
    }

    private SerializerFactory factory() {
        if (!(mapper instanceof BeanSerializerFactory beans)) {
            return mapper;
        }
        SerializerFactoryConfig config = beans.getFactoryConfig();
        List<Serializers> serializers = new ArrayList<>();
        for (Serializers candidate : config.serializers()) {
            if (!candidate.getClass().getName().equals(GENERATED_SERIALIZERS)) {
                // the configuration prepends each one
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
