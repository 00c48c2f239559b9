package io.quarkiverse.cloudfront.signer.runtime.field.jackson;

import java.io.IOException;
import java.util.function.Supplier;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.util.NameTransformer;

import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkus.hal.HalEntityWrapper;
import io.quarkus.hal.HalEntityWrapperJacksonSerializer;
import io.quarkus.jackson.ObjectMapperCustomizer;

/**
 * In HAL, writes the properties of objects with signed fields as Jackson writes them elsewhere. The serializer of quarkus-hal
 * does not use the serializers of such fields.
 */
@Singleton
public class JacksonHalEntities extends HalEntityWrapperJacksonSerializer implements ObjectMapperCustomizer {

    private final Supplier<FieldBodies> bodies;

    JacksonHalEntities(Instance<FieldBodies> bodies) {
        this.bodies = new FieldBodies.Lookup(bodies::get);
    }

    /**
     * The lowest priority, because Jackson uses the serializer that was registered last.
     */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule(JacksonHalEntities.class.getName())
                .addSerializer((Class<HalEntityWrapper<?>>) (Class<?>) HalEntityWrapper.class, this));
    }

    @Override
    public void serialize(HalEntityWrapper wrapper, JsonGenerator generator, SerializerProvider provider)
            throws IOException {
        Object entity = wrapper.getEntity();
        if (!bodies.get().areIn(entity.getClass())) {
            super.serialize(wrapper, generator, provider);
            return;
        }
        generator.writeStartObject();
        provider.findValueSerializer(entity.getClass()).unwrappingSerializer(NameTransformer.NOP)
                .serialize(entity, generator, provider);
        provider.defaultSerializeField("_links", wrapper.getLinks(), generator);
        generator.writeEndObject();
    }
}
