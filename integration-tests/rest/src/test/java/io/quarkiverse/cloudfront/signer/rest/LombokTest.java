package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.test.junit.QuarkusTest;
import lombok.Builder;
import lombok.Data;
import lombok.Value;
import lombok.experimental.SuperBuilder;

/**
 * Signed fields of classes whose accessors Lombok generates.
 */
@QuarkusTest
class LombokTest {

    private static final String PICTURE = "/a.txt";

    @ParameterizedTest
    @ValueSource(strings = { "value", "data", "inherited" })
    void fieldOfLombokClass_isSigned(String path) {
        given().auth().preemptive().basic("alice", "alice").get("/lombok/" + path).then().statusCode(200)
                .body("title", is("A"), "url", containsString("Signature="));
    }

    @Value
    public static class ValuePhoto {

        String title;
        @SignedResource
        String url;
    }

    @Data
    @Builder
    public static class DataPhoto {

        private String title;
        @SignedResource
        private String url;
    }

    @Data
    @SuperBuilder
    public static class Titled {

        private String title;
        @SignedResource
        private String url;
    }

    @Data
    @SuperBuilder
    public static class Album extends Titled {

        private int pictures;
    }

    @Path("/lombok")
    public static class Resource {

        @GET
        @Path("value")
        public ValuePhoto value() {
            return new ValuePhoto("A", PICTURE);
        }

        @GET
        @Path("data")
        public DataPhoto data() {
            return DataPhoto.builder().title("A").url(PICTURE).build();
        }

        @GET
        @Path("inherited")
        public Album inherited() {
            return Album.builder().title("A").url(PICTURE).pictures(1).build();
        }
    }
}
