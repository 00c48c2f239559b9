package io.quarkiverse.cloudfront.signer.runtime.member.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.interceptor.InvocationContext;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.TestContainer;
import io.quarkiverse.cloudfront.signer.runtime.member.TestMembers;
import io.quarkiverse.cloudfront.signer.runtime.member.WriteContext;
import io.quarkiverse.cloudfront.signer.runtime.member.WriteContexts;
import io.quarkiverse.cloudfront.signer.runtime.member.jackson.Pictures.ByItself;
import io.quarkiverse.cloudfront.signer.runtime.member.jackson.Pictures.ByText;
import io.quarkiverse.cloudfront.signer.runtime.member.jackson.Pictures.Converted;
import io.quarkiverse.cloudfront.signer.runtime.member.jackson.Pictures.Holder;
import io.quarkiverse.cloudfront.signer.runtime.member.jackson.Pictures.IdentifiedByUrl;
import io.quarkiverse.cloudfront.signer.runtime.member.jackson.Pictures.NamedByApplication;
import io.quarkiverse.cloudfront.signer.runtime.member.jackson.Pictures.NamedByItself;
import io.quarkiverse.cloudfront.signer.runtime.member.jackson.Pictures.Painting;
import io.quarkiverse.cloudfront.signer.runtime.member.jackson.Pictures.Picture;
import io.quarkiverse.cloudfront.signer.runtime.member.jackson.Pictures.Titled;
import io.quarkiverse.cloudfront.signer.runtime.member.jackson.Pictures.Unwrapping;
import io.quarkiverse.cloudfront.signer.runtime.member.jackson.Pictures.Valued;
import io.quarkiverse.cloudfront.signer.runtime.member.jackson.Pictures.Written;

class SerializerGuardTest {

    private final WriteContexts objects = responding();
    private TestContainer container;

    private static WriteContexts responding() {
        return TestMembers.responding(List.of(TestMembers.member(Picture.class, "url", true)), Picture.class,
                Valued.class, Unwrapping.class, ByText.class, Converted.class, ByItself.class);
    }

    @BeforeEach
    void start() {
        EventLoop.detect();
        container = TestContainer.start(objects);
    }

    @AfterEach
    void stop() {
        container.close();
    }

    private static ObjectMapper guarded(ObjectMapper mapper, WriteContexts objects) {
        new MemberMapperCustomizer().customize(mapper);
        try {
            return (ObjectMapper) new ObjectMapperGuard(Stub.instance(objects))
                    .guard(Stub.of(InvocationContext.class, Map.of("proceed", none -> mapper)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private String write(ObjectMapper mapper, Object value) throws IOException {
        WriteContext before = objects.begin(new WriteContext(objects.signer()));
        try {
            return mapper.writeValueAsString(value);
        } finally {
            objects.resume(before);
        }
    }

    private String write(Object value) throws IOException {
        return write(guarded(new ObjectMapper(), objects), value);
    }

    private void assertRefused(ObjectMapper mapper, Object value) {
        WriteContext context = new WriteContext(objects.signer());
        WriteContext before = objects.begin(context);
        try {
            assertThatThrownBy(() -> mapper.writeValueAsString(value)).isInstanceOf(IOException.class);
            assertThat(context.failure()).isInstanceOf(CloudFrontSignerException.class)
                    .hasMessageContaining("writes it, and does not sign fields with @SignedResource");
        } finally {
            objects.resume(before);
        }
    }

    static Stream<Object> pictures() {
        Picture picture = new Picture();
        return Stream.of(picture, new Painting(), new Unwrapping(), new Holder(picture), List.of(picture),
                Map.of("a", picture), List.of((Object) new Picture[] { picture }), new Holder(new Holder(picture)));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void fieldThatJacksonWrites_isSigned(Object value) throws IOException {
        assertThat(write(value)).contains("\"url\":\"https://media.example.com/a.jpg?").contains("Signature=");
    }

    static Stream<Object> writtenByHand() {
        Picture picture = new Picture();
        return Stream.of(new Valued(picture), new ByText(picture), new Converted(picture), new ByItself(picture),
                new NamedByApplication(picture), new NamedByItself(), Map.of(picture, "a key"), List.of(new ByText(picture)),
                new Holder(new Valued(picture)), Arrays.asList(new IdentifiedByUrl()));
    }

    @ParameterizedTest
    @MethodSource("writtenByHand")
    void objectWrittenByHand_isRejected(Object value) {
        assertRefused(guarded(new ObjectMapper(), objects), value);
    }

    static Stream<SimpleModule> modules() {
        return Stream.of(new SimpleModule().addSerializer(Picture.class, new Written()),
                new SimpleModule().addSerializer(Titled.class, new Written()),
                new SimpleModule().addSerializer(Object.class, new Written()));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void serializerOfTheApplication_getsNoSignedFields(SimpleModule module) throws IOException {
        ObjectMapper mapper = guarded(new ObjectMapper().registerModule(module), objects);

        assertRefused(mapper, List.of(new Painting()));
        assertThat(write(mapper, "text")).isEqualTo("\"text\"");
    }

    @Test
    void serializerOfTheApplication_canWriteOtherObjects() throws IOException {
        ObjectMapper mapper = guarded(
                new ObjectMapper().registerModule(new SimpleModule().addSerializer(Holder.class, new Written())), objects);

        assertThat(write(mapper, new Holder("x"))).isEqualTo("\"Holder[held=x]\"");
        assertThat(write(mapper, List.of(new Holder(Optional.of(7))))).contains("Holder[held=Optional[7]]");
        assertRefused(mapper, new Holder(List.of(new Picture())));
    }

    @Test
    void ownUse_canBeWrittenByHand() throws IOException {
        WriteContexts idle = TestMembers.idle(List.of(TestMembers.member(Picture.class, "url", true)), Picture.class);
        ObjectMapper mapper = guarded(
                new ObjectMapper().registerModule(new SimpleModule().addSerializer(Picture.class, new Written())), idle);

        assertThat(mapper.writeValueAsString(new Picture())).isEqualTo("\"/a.jpg\"");
    }

    @Test
    void failure_hasThePathOfTheFieldWithoutUrls() {
        Picture wrong = new Picture();
        wrong.url = "no path";

        assertThatThrownBy(() -> write(Map.of("https://secret.example.com/", List.of(new Picture(), wrong))))
                .isInstanceOf(IOException.class).hasMessageContaining("(at /*/1/url in the response)")
                .hasMessageNotContaining("secret");
    }

    static final class NotIndexed {

        @SignedResource
        @JsonProperty
        String url = "/a.jpg";
    }

    static final class Replaced {

        @SignedResource
        @JsonProperty
        @JsonSerialize(using = ToStringSerializer.class)
        String url = "/a.jpg";
    }

    @Test
    void annotatedField_isNotWrittenWithoutItsSerializer() {
        assertThatThrownBy(() -> write(new NotIndexed())).hasMessageContaining("NotIndexed#url has @SignedResource, but the "
                + "build does not know the class");
        assertThatThrownBy(() -> write(new Replaced()))
                .hasStackTraceContaining("Replaced#url has @SignedResource, but a mix-in");
    }

    @Test
    void generatedSerializerThatCannotBeReplaced_getsNoSignedFields() {
        ObjectMapper mapper = guarded(new ObjectMapper().registerModule(
                new SimpleModule().addSerializer(Picture.class, new Pictures.quarkusjacksonserializer())), objects);

        assertRefused(mapper, new Picture());
    }
}
