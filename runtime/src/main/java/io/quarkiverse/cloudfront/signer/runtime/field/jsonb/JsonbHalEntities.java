package io.quarkiverse.cloudfront.signer.runtime.field.jsonb;

import java.io.StringReader;
import java.util.function.Supplier;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.json.Json;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;

import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkus.hal.HalEntityWrapper;
import io.quarkus.hal.HalEntityWrapperJsonbSerializer;
import io.quarkus.jsonb.JsonbConfigCustomizer;

/**
 * In HAL, writes the properties of objects with signed fields as JSON-B writes them elsewhere. The serializer of quarkus-hal
 * does not use the serializers of such fields. This class has a priority because JSON-B uses the serializer that was registered
 * first.
 */
@Singleton
@Priority(1)
public class JsonbHalEntities extends HalEntityWrapperJsonbSerializer implements JsonbConfigCustomizer {

    private final Supplier<FieldBodies> bodies;
    private final Instance<Jsonb> jsonb;

    /**
     * @param jsonb the {@code Jsonb}, which is looked up later because it needs the configuration that this class customizes
     */
    JsonbHalEntities(Instance<FieldBodies> bodies, Instance<Jsonb> jsonb) {
        this.bodies = new FieldBodies.Lookup(bodies::get);
        this.jsonb = jsonb;
    }

    @Override
    public void customize(JsonbConfig config) {
        config.withSerializers(this);
    }

    @Override
    public void serialize(HalEntityWrapper wrapper, JsonGenerator generator, SerializationContext context) {
        Object entity = wrapper.getEntity();
        if (!bodies.get().areIn(entity.getClass())) {
            super.serialize(wrapper, generator, context);
            return;
        }
        generator.writeStartObject();
        Json.createReader(new StringReader(jsonb.get().toJson(entity))).readObject().forEach(generator::write);
        context.serialize("_links", wrapper.getLinks(), generator);
        generator.writeEnd();
    }
}
