package io.quarkiverse.cloudfront.signer.runtime.field.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

import jakarta.interceptor.InvocationContext;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldCopyDelivery;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldCopyDelivery.FieldCopies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldSigner;
import io.quarkiverse.cloudfront.signer.runtime.field.TestFields;
import io.smallrye.mutiny.Multi;

/**
 * Results of tools, which a library other than Quarkus REST writes.
 */
class FieldCopiesTest {

    public record Photo(String title, @SignedResource String url) {
    }

    /** Written by a serializer that knows nothing of signed fields. */
    @JsonSerialize(using = OwnSerializer.class)
    public record Custom(@SignedResource String url) {
    }

    public static final class OwnSerializer extends JsonSerializer<Custom> {

        @Override
        public void serialize(Custom value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeStartObject();
            generator.writeStringField("url", value.url());
            generator.writeEndObject();
        }
    }

    private static final Type PHOTOS = new TypeReference<List<Photo>>() {
    }.getType();

    private FieldBodies bodies;
    private ObjectMapper mapper;
    private FieldCopies copies;

    @BeforeEach
    void begin() throws Exception {
        EventLoop.detect();
        respondWith(Photo.class);
    }

    private void respondWith(Class<?> owner) throws Exception {
        bodies = TestFields.responding("/*", owner);
        mapper = (ObjectMapper) new ObjectMapperInterceptor(Stub.instance(bodies))
                .extend(Stub.of(InvocationContext.class, Map.of("proceed", none -> new ObjectMapper())));
        copies = new JacksonFieldCopies(mapper, bodies);
    }

    private FieldSigner signer() {
        return bodies.signer(null, true);
    }

    private Later<Object> delivered(Object value, Type type) {
        return new FieldCopyDelivery(signer(), type, copies).deliver(Later.known(value));
    }

    private static void assertSigned(Object copy, String title) {
        assertThat(copy).isInstanceOfSatisfying(Photo.class, photo -> {
            assertThat(photo.title()).isEqualTo(title);
            assertThat(photo.url()).startsWith("https://media.example.com/a.jpg?Policy=");
        });
    }

    @Test
    void result_isReplacedByASignedCopy() throws Exception {
        Photo photo = new Photo("A", "/a.jpg");

        assertSigned(delivered(photo, Photo.class).await(), "A");
        assertSigned(delivered(photo, Photo.class).toUni().await().indefinitely(), "A");
        assertSigned(EventLoop.run(delivered(photo, Photo.class)::toUni).await().indefinitely(), "A");
        assertSigned(((List<?>) delivered(List.of(photo), PHOTOS).await()).get(0), "A");
        assertThat(photo.url()).isEqualTo("/a.jpg");
        assertThat(mapper.writeValueAsString(photo)).as("after the copy").contains("\"/a.jpg\"");
    }

    @Test
    void itemsOfAStream_areCopiedInOrder() {
        Multi<?> items = new FieldCopyDelivery(signer(), Photo.class, copies)
                .deliver(Multi.createFrom().items(new Photo("A", "/a.jpg"), new Photo("B", "/a.jpg")));

        List<?> copied = items.collect().asList().await().indefinitely();

        assertSigned(copied.get(0), "A");
        assertSigned(copied.get(1), "B");
    }

    @Test
    void null_staysNull() {
        assertThat(delivered(null, Photo.class).await()).isNull();
        assertThat(delivered(null, Photo.class).toUni().await().indefinitely()).isNull();
        assertThat(delivered(List.of(), PHOTOS).await()).isEqualTo(List.of());
    }

    @Test
    void eventLoop_doesNotWaitForSignatures() {
        assertThatThrownBy(() -> EventLoop.run(delivered(new Photo("A", "/a.jpg"), Photo.class)::await))
                .hasFieldOrPropertyWithValue("reason", Reason.BLOCKING_NOT_ALLOWED)
                .hasMessageContaining("Return a Uni, or annotate the method with @Blocking");
    }

    @Test
    void urlThatCannotBeSigned_failsWithTheReason() {
        assertThatThrownBy(() -> delivered(new Photo("A", "https://elsewhere.example.org/a.jpg"), Photo.class).await())
                .hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE);
    }

    @Test
    void objectOfWhichNothingIsSigned_fails() throws Exception {
        respondWith(Custom.class);

        assertThatThrownBy(() -> delivered(new Custom("/a.jpg"), Custom.class).await())
                .hasFieldOrPropertyWithValue("reason", Reason.UNSUPPORTED)
                .hasMessageContaining("none was signed");
    }

    @Test
    void objectThatCannotBeRead_fails() {
        assertThatThrownBy(() -> delivered(new Photo("A", "/a.jpg"), PHOTOS).await()).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void objectThatCannotBeWritten_failsWithJacksonsReason() {
        assertThatThrownBy(() -> delivered(new Object(), Object.class).await())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("No serializer found");
    }
}
