package io.quarkiverse.cloudfront.signer.runtime.field.jsonb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.annotation.JsonbTypeSerializer;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.field.TestFields;
import io.quarkus.hal.HalEntityWrapper;
import io.quarkus.hal.HalEntityWrapperJsonbSerializer;
import io.quarkus.hal.HalLink;

/**
 * Without the generated serializers, whose place another one takes.
 */
class JsonbHalEntitiesTest {

    public static class Marking implements JsonbSerializer<String> {

        @Override
        public void serialize(String value, JsonGenerator generator, SerializationContext context) {
            generator.write(value + " (marked)");
        }
    }

    public static class Photo {

        @SignedResource
        @JsonbTypeSerializer(Marking.class)
        public String url = "/a.jpg";
        public String title;
    }

    public static class Note {

        public String author;
        @JsonbTypeSerializer(Marking.class)
        public String text = "A";
    }

    private static String written(Object entity) throws Exception {
        FieldBodies bodies = TestFields.responding(Photo.class);
        JsonbConfig config = new JsonbConfig();
        try (Jsonb inner = JsonbBuilder.create()) {
            // Quarkus sorts both by their priority
            new JsonbHalEntities(Stub.instance(bodies), Stub.instance(inner)).customize(config);
            config.withSerializers(new HalEntityWrapperJsonbSerializer());
            try (Jsonb jsonb = JsonbBuilder.create(config)) {
                return jsonb.toJson(new HalEntityWrapper<>(entity, Map.<String, HalLink> of()));
            }
        }
    }

    @Test
    void entityWithSignedFields_isWrittenAsElsewhereWithItsLinks() throws Exception {
        assertThat(written(new Photo())).isEqualTo("{\"url\":\"/a.jpg (marked)\",\"_links\":{}}");
    }

    /** HAL ignores the serializers of properties. */
    @Test
    void otherEntity_isLeftToHal() throws Exception {
        assertThat(written(new Note())).isEqualTo("{\"author\":null,\"text\":\"A\",\"_links\":{}}");
    }
}
