package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestStreamElementType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * JSON that an application writes for itself while it prepares a response, for example into a cache. It must not contain URLs
 * that are signed for the current user.
 */
@QuarkusTest
class OwnUseTest {

    @ParameterizedTest
    @ValueSource(strings = { "value", "uni", "multi", "events" })
    void writtenForTheApplication_isNotSigned(String how) {
        assertThat(SignedUrls.marked(given().get("/photos/" + how).then().statusCode(200).extract().asString()))
                .contains("{\"url\":\"/a.txt (signed)\"}").doesNotContain("\"/a.txt\"");
        assertThat(given().get("/photos/cached/" + how).asString()).isEqualTo("{\"url\":\"/a.txt\"}");
    }

    public record Photo(@SignedResource String url) {
    }

    @Singleton
    public static class Cache {

        private final Map<String, String> photos = new ConcurrentHashMap<>();
        private final ObjectMapper mapper;

        @Inject
        Cache(ObjectMapper mapper) {
            this.mapper = mapper;
        }

        Photo put(String key, Photo photo) {
            try {
                photos.put(key, mapper.writeValueAsString(photo));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
            return photo;
        }
    }

    @PermitAll
    @Path("/photos")
    @Produces(MediaType.APPLICATION_JSON)
    public static class Photos {

        private final Cache cache;

        Photos(Cache cache) {
            this.cache = cache;
        }

        @GET
        @Path("cached/{key}")
        public String cached(String key) {
            return cache.photos.get(key);
        }

        @GET
        @Path("value")
        public Photo value() {
            return cache.put("value", new Photo("/a.txt"));
        }

        @GET
        @Path("uni")
        public Uni<Photo> uni() {
            return Uni.createFrom().item(() -> new Photo("/a.txt")).invoke(photo -> cache.put("uni", photo));
        }

        @GET
        @Path("multi")
        public Multi<Photo> multi() {
            return Multi.createFrom().items(new Photo("/a.txt"), new Photo("/a.txt"))
                    .invoke(photo -> cache.put("multi", photo));
        }

        @GET
        @Path("events")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        @RestStreamElementType(MediaType.APPLICATION_JSON)
        public Multi<Photo> events() {
            return Multi.createFrom().items(new Photo("/a.txt")).invoke(photo -> cache.put("events", photo));
        }
    }
}
