package io.quarkiverse.cloudfront.signer.runtime.field.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import jakarta.interceptor.InvocationContext;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldWrite;
import io.quarkiverse.cloudfront.signer.runtime.field.TestFields;
import io.quarkus.hal.HalEntityWrapper;
import io.quarkus.hal.HalEntityWrapperJacksonSerializer;
import io.quarkus.hal.HalLink;

class JacksonHalEntitiesTest {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Photo(String title, @JsonProperty("href") @SignedResource String url) {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Note(String text, String author) {
    }

    private final FieldBodies bodies = TestFields.responding("/*", Photo.class);

    @SuppressWarnings("unchecked")
    private String written(Object entity) throws Exception {
        EventLoop.detect();
        ObjectMapper made = new ObjectMapper();
        new ObjectMapperInterceptor(Stub.instance(bodies))
                .extend(Stub.of(InvocationContext.class, Map.of("proceed", none -> made)));
        made.registerModule(
                new SimpleModule("HAL").addSerializer((Class<HalEntityWrapper<?>>) (Class<?>) HalEntityWrapper.class,
                        new HalEntityWrapperJacksonSerializer()));
        new JacksonHalEntities(Stub.instance(bodies)).customize(made);
        FieldWrite before = bodies.begin(new FieldWrite(bodies.signer(null, true)));
        try {
            return made.writeValueAsString(new HalEntityWrapper<>(entity, Map.<String, HalLink> of())).replaceAll(
                    "https://media.example.com(/[^?\"]*)\\?Policy=[^\"]*", "$1 (signed)");
        } finally {
            bodies.begin(before);
        }
    }

    @Test
    void entityWithSignedFields_isWrittenAsElsewhereWithItsLinks() throws Exception {
        assertThat(written(new Photo("A", "/a.jpg"))).isEqualTo("{\"title\":\"A\",\"href\":\"/a.jpg (signed)\",\"_links\":{}}");
        assertThat(written(new Photo("A", null))).isEqualTo("{\"title\":\"A\",\"_links\":{}}");
    }

    /** HAL writes null regardless of the annotation. */
    @Test
    void otherEntity_isLeftToHal() throws Exception {
        assertThat(written(new Note("A", null))).isEqualTo("{\"text\":\"A\",\"author\":null,\"_links\":{}}");
    }

    @Test
    void serializer_isRegisteredAfterThatOfHal() {
        assertThat(new JacksonHalEntities(Stub.instance(bodies)).priority()).isLessThan(0);
    }
}
