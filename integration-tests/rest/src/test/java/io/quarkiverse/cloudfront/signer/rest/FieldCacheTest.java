package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkus.cache.Cache;
import io.quarkus.cache.CacheName;
import io.quarkus.cache.CacheResult;
import io.quarkus.cache.CaffeineCache;
import io.quarkus.test.junit.QuarkusTest;

/**
 * A cached object is signed each time it is written, and does not change.
 */
@QuarkusTest
class FieldCacheTest {

    @CacheName("photos")
    Cache photos;

    @Test
    void cachedObject_isNotSignedTwice() throws Exception {
        for (int i = 0; i < 3; i++) {
            String body = given().get("/cached").then().statusCode(200).extract().asString();
            assertThat(body.split("Signature=", -1)).hasSize(3);
            assertThat(SignedUrls.marked(body)).isEqualTo("[{\"url\":\"/a.txt (signed)\"},{\"url\":\"/a.txt (signed)\"}]");
        }
        CompletableFuture<Photo> cached = photos.as(CaffeineCache.class).getIfPresent("a");
        assertThat(cached.get().url).isEqualTo("/a.txt");
    }

    public static class Photo {
        @SignedResource
        public String url;
    }

    @ApplicationScoped
    public static class Photos {

        @CacheResult(cacheName = "photos")
        Photo photo(String name) {
            Photo photo = new Photo();
            photo.url = "/" + name + ".txt";
            return photo;
        }
    }

    @PermitAll
    @Path("/cached")
    public static class Resource {

        private final Photos photos;

        Resource(Photos photos) {
            this.photos = photos;
        }

        @GET
        public Photo[] both() {
            return new Photo[] { photos.photo("a"), photos.photo("a") };
        }
    }
}
