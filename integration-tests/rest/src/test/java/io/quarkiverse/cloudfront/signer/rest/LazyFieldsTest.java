package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.lessThan;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestMulti;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Objects with signed fields that are read while they are written: from iterators, lazy collections, and streams.
 */
@QuarkusTest
class LazyFieldsTest {

    private static final String PHOTOS = "[{\"url\":\"/a.txt (signed)\"},{\"url\":\"/a.txt (signed)\"}]";

    private static Response get(String path) {
        return given().get("/lazy/" + path);
    }

    @ParameterizedTest
    @ValueSource(strings = { "iterator", "iterable", "stream", "lazy-list" })
    void objectsThatAreReadLater_areSigned(String path) {
        assertThat(SignedUrls.marked(get(path).then().statusCode(200).extract().asString()))
                .isEqualTo("{\"photos\":" + PHOTOS + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = { "returned-iterator", "returned-iterable", "returned-stream", "rest-multi", "rest-multi-of-objects",
            "late-rest-multi", "granted-rest-multi" })
    void returnedObjectsThatAreReadLater_areSigned(String path) {
        assertThat(SignedUrls.marked(get(path).then().statusCode(lessThan(300)).extract().asString())).isEqualTo(PHOTOS);
    }

    @ParameterizedTest
    @ValueSource(strings = { "rest-multi", "late-rest-multi" })
    void restMulti_keepsItsHead(String path) {
        get(path).then().statusCode(202).header("X-Own", "1");
    }

    @Test
    void restMulti_keepsItsEncoding() {
        assertThat(SignedUrls.marked(get("rest-multi-of-lines").then().statusCode(200).extract().asString()))
                .isEqualTo("{\"url\":\"/a.txt (signed)\"}\n{\"url\":\"/a.txt (signed)\"}\n");
    }

    @ParameterizedTest
    @CsvSource({ "Iterator", "Stream", "LazyList" })
    void valueOfAnOwnSerializer_isNotRead(String held) {
        assertThat(get("own-serializer/" + held).then().statusCode(200).extract().asString()).isEqualTo("\"held\"");
    }

    @Test
    void streamOfBytes_isNotExamined() {
        assertThat(get("bytes").then().statusCode(200).extract().asString()).isEqualTo("welcome");
    }

    public record Photo(@SignedResource String url) {
    }

    public record Iterating(Iterator<Photo> photos) {
    }

    public record Iterated(Iterable<Photo> photos) {
    }

    public record Streaming(Stream<Photo> photos) {
    }

    public record Listing(List<Photo> photos) {
    }

    public record Held(Object value) {
    }

    /** Like a collection of a database, whose elements are loaded when they are read. */
    static final class LazyList extends AbstractList<Photo> {

        private final boolean open;

        LazyList(boolean open) {
            this.open = open;
        }

        @Override
        public Photo get(int index) {
            if (!open) {
                throw new IllegalStateException("no session");
            }
            return photo();
        }

        @Override
        public int size() {
            return 2;
        }
    }

    /** Like the stream of a client for files, which holds a resource while it is read. */
    static final class ClientStream extends FilterInputStream {

        @SuppressWarnings("unused")
        private final List<Photo> catalogue = new LazyList(false);

        ClientStream() {
            super(new ByteArrayInputStream("welcome".getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Singleton
    public static class Customizer implements ObjectMapperCustomizer {

        @Override
        public void customize(ObjectMapper mapper) {
            mapper.registerModule(new SimpleModule("held").addSerializer(new StdSerializer<Held>(Held.class) {

                @Override
                public void serialize(Held held, JsonGenerator generator, SerializerProvider provider) throws IOException {
                    generator.writeString("held");
                }
            }));
        }
    }

    private static Photo photo() {
        return new Photo("/a.txt");
    }

    @PermitAll
    @Path("/lazy")
    @Produces(MediaType.APPLICATION_JSON)
    public static class Resource {

        private static Multi<Photo> items() {
            return Multi.createFrom().items(photo(), photo());
        }

        @GET
        @Path("iterator")
        public Iterating iterator() {
            return new Iterating(List.of(photo(), photo()).iterator());
        }

        @GET
        @Path("iterable")
        public Iterated iterable() {
            return new Iterated(() -> List.of(photo(), photo()).iterator());
        }

        @GET
        @Path("stream")
        public Streaming stream() {
            return new Streaming(Stream.of(photo(), photo()));
        }

        @GET
        @Path("lazy-list")
        public Listing lazyList() {
            return new Listing(new LazyList(true));
        }

        @GET
        @Path("returned-iterator")
        public Iterator<Photo> returnedIterator() {
            return List.of(photo(), photo()).iterator();
        }

        @GET
        @Path("returned-iterable")
        public Iterable<Photo> returnedIterable() {
            return new LazyList(true);
        }

        @GET
        @Path("returned-stream")
        public Stream<Photo> returnedStream() {
            return Stream.of(photo(), photo());
        }

        @GET
        @Path("rest-multi")
        public RestMulti<Photo> restMulti() {
            return RestMulti.fromMultiData(items()).status(202).header("X-Own", "1").build();
        }

        @GET
        @Path("rest-multi-of-objects")
        public RestMulti<Object> restMultiOfObjects() {
            return RestMulti.fromMultiData(items().map(photo -> (Object) photo)).build();
        }

        @GET
        @Path("rest-multi-of-lines")
        public RestMulti<Photo> restMultiOfLines() {
            return RestMulti.fromMultiData(items()).encodeAsJsonArray(false).withDemand(2).build();
        }

        @GET
        @Path("late-rest-multi")
        public RestMulti<Photo> lateRestMulti() {
            return RestMulti.fromUniResponse(Uni.createFrom().item("1"), item -> items(),
                    item -> Map.of("X-Own", List.of(item)), item -> 202);
        }

        @GET
        @Path("granted-rest-multi")
        @SignedResource(resource = "/*")
        public RestMulti<Photo> grantedRestMulti() {
            return RestMulti.fromMultiData(items()).build();
        }

        @GET
        @Path("own-serializer/Iterator")
        public Object heldIterator() {
            return new Held(List.of("a").iterator());
        }

        @GET
        @Path("own-serializer/Stream")
        public Object heldStream() {
            return new Held(Stream.of("a"));
        }

        @GET
        @Path("own-serializer/LazyList")
        public Object heldLazyList() {
            return new Held(new LazyList(false));
        }

        @GET
        @Path("bytes")
        @Produces(MediaType.TEXT_PLAIN)
        public InputStream bytes() {
            return new ClientStream();
        }
    }
}
