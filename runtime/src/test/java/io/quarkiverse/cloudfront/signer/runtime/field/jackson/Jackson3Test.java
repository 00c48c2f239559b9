package io.quarkiverse.cloudfront.signer.runtime.field.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldSigner;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldWrite;
import io.quarkiverse.cloudfront.signer.runtime.field.TestFields;
import io.quarkiverse.cloudfront.signer.runtime.field.jackson.SignedFieldsModuleTest.Photo;
import io.quarkiverse.cloudfront.signer.runtime.field.jackson.SignedFieldsModuleTest.Row;
import io.quarkiverse.cloudfront.signer.runtime.field.jackson3.JacksonFieldCopies;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * The twin of this package for Jackson 3 does the same as this package, byte for byte.
 */
class Jackson3Test {

    private static final String OBJECTS = "io.quarkiverse.cloudfront.signer.runtime.field.jackson.SignedFieldsModuleTest#";

    private FieldBodies bodies = TestFields.responding("/*", Photo.class);
    private final ObjectMapper before = new ObjectMapper().registerModule(new Jdk8Module())
            .registerModule(new SignedFieldsModule(Stub.instance(bodies)));
    private JsonMapper mapper = extended(JsonMapper.builderWithJackson2Defaults().build());

    @BeforeEach
    void detectEventLoop() throws Exception {
        EventLoop.detect();
    }

    private JsonMapper extended(JsonMapper made) {
        return io.quarkiverse.cloudfront.signer.runtime.field.jackson3.SignedFieldsModule.extended(made,
                Stub.instance(bodies));
    }

    @FunctionalInterface
    private interface Writer {

        byte[] write(Object value) throws IOException;
    }

    private byte[] inResponse(Writer writer, Object value) throws IOException {
        FieldWrite outer = bodies.begin(new FieldWrite(bodies.signer(null, true)));
        try {
            return writer.write(value);
        } finally {
            bodies.begin(outer);
        }
    }

    @ParameterizedTest
    @MethodSource(OBJECTS + "objects")
    void object_isSignedAsByJackson2(Object value, String json) throws IOException {
        byte[] written = inResponse(mapper::writeValueAsBytes, value);

        assertThat(written).isEqualTo(inResponse(before::writeValueAsBytes, value));
        assertThat(new String(written, StandardCharsets.UTF_8).contains("?Policy=")).isEqualTo(json.contains("(signed)"));
    }

    @ParameterizedTest
    @MethodSource(OBJECTS + "objects")
    void objectForAnythingElse_isPlain(Object value, String json) throws IOException {
        assertThat(mapper.writeValueAsBytes(value)).isEqualTo(before.writeValueAsBytes(value));
        assertThat(mapper.writeValueAsString(value)).isEqualTo(json.replace(" (signed)", ""));
    }

    @ParameterizedTest
    @MethodSource(OBJECTS + "sent")
    void signedUrlInARequest_isRefused(Type type, String json) {
        String signed = json.replace("@", "/a.jpg?Expires=1&Signature=x&Key-Pair-Id=K");
        assertThat((Object) mapper.readValue(signed, mapper.constructType(type))).isNotNull();
        Boolean outer = bodies.beginReading(true);
        try {
            assertThatThrownBy(() -> mapper.readValue(signed, mapper.constructType(type)))
                    .hasMessageContaining("contains a signed URL");
            assertThat((Object) mapper.readValue(json, mapper.constructType(type))).isNotNull();
        } finally {
            bodies.beginReading(outer);
        }
    }

    @Test
    void failure_hasTheFieldAndItsPosition() {
        assertThatThrownBy(() -> inResponse(mapper::writeValueAsBytes, Map.of("a b", List.of(new Photo("A", "x")))))
                .hasMessageContaining(Photo.class.getName() + "#url, which ")
                .hasMessageContaining("(at /*/0/url in the response)");
    }

    @Test
    void arrayWhoseFieldIsNull_isReported() {
        bodies = TestFields.responding("/*", Row.class);
        mapper = extended(JsonMapper.builderWithJackson2Defaults().build());
        FieldWrite write = new FieldWrite(bodies.signer(null, true));
        FieldWrite outer = bodies.begin(write);
        mapper.writeValueAsString(new Row("A", null));
        bodies.begin(outer);

        write.check(new Row("A", null), () -> true);
    }

    /** As Quarkus does if there is a secured field. */
    @Test
    void mapperWithOtherIntrospector_signsFieldsToo() throws IOException {
        mapper = mapper.rebuild().annotationIntrospector(new JacksonAnnotationIntrospector()).build();

        assertThat(inResponse(mapper::writeValueAsBytes, new Photo("A", "/a.jpg")))
                .isEqualTo(inResponse(before::writeValueAsBytes, new Photo("A", "/a.jpg")));
    }

    @Test
    void copy_isSignedAsByJackson2() {
        FieldSigner signer = bodies.signer(null, true);
        Photo photo = new Photo("A", "/a.jpg");

        assertThat(new JacksonFieldCopies(mapper, bodies).copy(photo, Photo.class, signer)).isEqualTo(
                new io.quarkiverse.cloudfront.signer.runtime.field.jackson.JacksonFieldCopies(before, bodies).copy(photo,
                        Photo.class, signer));
    }
}
