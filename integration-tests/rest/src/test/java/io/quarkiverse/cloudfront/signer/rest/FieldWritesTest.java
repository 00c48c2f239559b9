package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.PartType;
import org.jboss.resteasy.reactive.RestForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

/**
 * A client sends an object back with its signed URL. It is refused before the method is called, if Quarkus's
 * readers read the object.
 */
@QuarkusTest
class FieldWritesTest {

    private static final String SIGNED = "https://d111.cloudfront.net/a.txt?Expires=1&Signature=s3cret&Key-Pair-Id=K1";

    private static final String REFUSED = "The field \"image\" contains a signed URL. Send the URL without the query "
            + "parameters Expires, Policy, Signature, Key-Pair-Id, Hash-Algorithm, or leave the field out.";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            record | {"title":"A","image":"@"}
            list | [{"image":"/a.txt"},{"image":"@"}]
            """)
    void signedUrlInBody_isRejectedWithTheFieldsName(String method, String body) {
        Response answer = given().contentType(ContentType.JSON).body(body.replace("@", SIGNED)).put("/writes/" + method);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString()).isEqualTo(REFUSED);
        // the same object without the signature
        given().contentType(ContentType.JSON).body(body.replace("@", "/a.txt?v=1")).put("/writes/" + method).then()
                .statusCode(204);
    }

    @Test
    void otherField_isAccepted() {
        given().contentType(ContentType.JSON).body(json("title", SIGNED)).put("/writes/record").then().statusCode(204);
    }

    @Test
    void jsonPartOfForm_isRejected() {
        given().multiPart("photo", json("image", SIGNED), "application/json").put("/writes/form").then().statusCode(400);
        given().multiPart("photo", json("image", "/a.txt"), "application/json").put("/writes/form").then().statusCode(204);
    }

    @Test
    void readByTheApplicationItself_goesOn() {
        given().contentType(ContentType.JSON).body(json("image", SIGNED)).post("/writes/own-mapper").then()
                .statusCode(204);
    }

    /** Converted by hand, because RestAssured's class loader has another Jackson than the application's. */
    private static String json(String field, String value) {
        return "{\"%s\":\"%s\"}".formatted(field, value);
    }

    public record Photo(String title, @SignedResource String image) {
    }

    @PermitAll
    @Path("/writes")
    public static class Resource {

        private final ObjectMapper mapper;

        Resource(ObjectMapper mapper) {
            this.mapper = mapper;
        }

        @PUT
        @Path("record")
        public void ofRecord(Photo sent) {
        }

        @PUT
        @Path("list")
        public void list(List<Photo> sent) {
        }

        @PUT
        @Path("form")
        @Consumes(MediaType.MULTIPART_FORM_DATA)
        public void form(@RestForm @PartType(MediaType.APPLICATION_JSON) Photo photo) {
        }

        @POST
        @Path("own-mapper")
        @Consumes(MediaType.APPLICATION_JSON)
        public void ownMapper(String sent) throws IOException {
            Set.of(mapper.readValue(sent, Photo.class));
        }
    }
}
