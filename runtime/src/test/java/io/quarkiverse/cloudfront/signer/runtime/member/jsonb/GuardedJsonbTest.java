package io.quarkiverse.cloudfront.signer.runtime.member.jsonb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.interceptor.InvocationContext;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeSerializer;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.TestContainer;
import io.quarkiverse.cloudfront.signer.runtime.member.TestMembers;
import io.quarkiverse.cloudfront.signer.runtime.member.WriteContext;
import io.quarkiverse.cloudfront.signer.runtime.member.WriteContexts;
import io.quarkiverse.cloudfront.signer.runtime.member.json.MemberFailure;

class GuardedJsonbTest {

    static class Picture {

        public String url = "/a.jpg";
    }

    static final class Painting extends Picture {
    }

    record Holder(Object held) {
    }

    static final class ByAdapter implements JsonbAdapter<Picture, String> {

        @Override
        public String adaptToJson(Picture picture) {
            return picture.url;
        }

        @Override
        public Picture adaptFromJson(String url) {
            return new Picture();
        }
    }

    static final class BySerializer implements JsonbSerializer<Picture> {

        @Override
        public void serialize(Picture picture, JsonGenerator generator, SerializationContext context) {
            generator.write(picture.url);
        }
    }

    @JsonbTypeAdapter(ByAdapter.class)
    static final class Adapted extends Picture {
    }

    record HolderOfAdapted(@JsonbTypeAdapter(ByAdapter.class) Picture picture) {
    }

    static final class Getter {

        private final Picture picture = new Picture();

        @JsonbTypeSerializer(BySerializer.class)
        public Picture getPicture() {
            return picture;
        }
    }

    private final WriteContexts responding = TestMembers
            .responding(List.of(TestMembers.member(Picture.class, "url", true)), Picture.class);
    private final WriteContexts idle = TestMembers.idle(List.of(TestMembers.member(Picture.class, "url", true)),
            Picture.class);

    @BeforeEach
    void detectEventLoop() {
        EventLoop.detect();
    }

    private static Jsonb guarded(WriteContexts objects, JsonbConfig config) {
        Jsonb jsonb = Stub.of(Jsonb.class,
                Map.of("toJson", none -> "written", "fromJson", none -> "read", "close", none -> null));
        return new GuardedJsonb(jsonb, new JsonbSerializers(config), Stub.instance(objects));
    }

    private WriteContext write(JsonbConfig config, Object value) {
        WriteContext context = new WriteContext(responding.signer());
        WriteContext before = responding.begin(context);
        try {
            assertThat(guarded(responding, config).toJson(value)).isEqualTo("written");
        } finally {
            responding.resume(before);
        }
        return context;
    }

    private void assertRefused(JsonbConfig config, Object value) {
        assertThatThrownBy(() -> write(config, value)).isInstanceOf(JsonbException.class)
                .hasMessageContaining("does not sign fields with @SignedResource").hasCauseInstanceOf(MemberFailure.class);
    }

    @Test
    void objectThatIsWrittenPropertyByProperty_isGuarded() {
        Picture picture = new Picture();
        List<Holder> holders = List.of(new Holder(picture));

        assertThat(write(new JsonbConfig(), picture).isGuarded(picture)).isTrue();
        assertThat(write(new JsonbConfig(), holders).isGuarded(holders)).isTrue();
        assertThat(write(new JsonbConfig(), "text").isGuarded("text")).isFalse();
    }

    static Stream<Object> pictures() {
        return Stream.of(new Picture(), new Painting(), List.of(new Painting()), new Holder(Map.of("a", new Picture())));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void configuredSerializer_getsNoSignedFields(Object value) {
        assertRefused(new JsonbConfig().withSerializers(new BySerializer()), value);
        assertRefused(new JsonbConfig().withAdapters(new ByAdapter()), value);
    }

    static Stream<Object> annotated() {
        return Stream.of(new Adapted(), new HolderOfAdapted(new Picture()), new Getter(), List.of(new Getter()));
    }

    @ParameterizedTest
    @MethodSource("annotated")
    void annotatedSerializer_getsNoSignedFields(Object value) {
        assertRefused(new JsonbConfig(), value);
    }

    @Test
    void ownUse_isNotGuarded() {
        assertThat(guarded(idle, new JsonbConfig()).toJson(new Adapted())).isEqualTo("written");
    }

    @Test
    void eachWayToWrite_isGuarded() {
        Jsonb jsonb = guarded(responding, new JsonbConfig());
        Adapted value = new Adapted();

        for (Runnable write : List.<Runnable> of(() -> jsonb.toJson(value), () -> jsonb.toJson(value, Adapted.class),
                () -> jsonb.toJson(value, new StringWriter()), () -> jsonb.toJson(value, Adapted.class, new StringWriter()),
                () -> jsonb.toJson(value, new ByteArrayOutputStream()),
                () -> jsonb.toJson(value, Adapted.class, new ByteArrayOutputStream()))) {
            assertThatThrownBy(write::run).isInstanceOf(JsonbException.class);
        }
    }

    @Test
    void reading_isNotGuarded() throws Exception {
        try (Jsonb jsonb = guarded(responding, new JsonbConfig())) {
            assertThat(jsonb.fromJson("{}", String.class)).isEqualTo("read");
            assertThat(jsonb.<String> fromJson(new StringReader("{}"), (Type) String.class)).isEqualTo("read");
        }
    }

    @Test
    void jsonbNotCreatedByQuarkus_isNotTrusted() throws Exception {
        Jsonb made = Stub.of(Jsonb.class, Map.of());
        InvocationContext producer = Stub.of(InvocationContext.class, Map.of("proceed", none -> made, "getMethod",
                none -> String.class.getMethods()[0], "getParameters", none -> new Object[] { new JsonbConfig() }));

        assertThat(new JsonbGuard(Stub.instance(responding)).guard(producer)).isSameAs(made);
    }

    @Test
    void memberSerializer_signs() {
        StringBuilder written = new StringBuilder();
        JsonbMemberSerializer serializer = new JsonbMemberSerializer(0) {
        };
        SerializationContext context = Stub.of(SerializationContext.class,
                Map.of("serialize", arguments -> written.append(arguments[0])));
        try (TestContainer container = TestContainer.start(responding)) {
            serializer.serialize("/a.jpg", null, context);
            assertThat(written).contains("https://media.example.com/a.jpg?", "Signature=");
            assertThatThrownBy(() -> serializer.serialize("no path", null, context)).isInstanceOf(JsonbException.class)
                    .hasCauseInstanceOf(MemberFailure.class);
        }
    }
}
