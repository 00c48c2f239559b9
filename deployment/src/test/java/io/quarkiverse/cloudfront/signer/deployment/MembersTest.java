package io.quarkiverse.cloudfront.signer.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.test.QuarkusUnitTest;

class MembersTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Resource.class, Photo.class, TestOrigin.class))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    @Test
    void aRecord() {
        String url = given().get("/members/record").then().statusCode(200).extract().path("image");
        assertThat(url).contains("/a.txt?Expires=");
        assertThat(SignedUrls.status(url)).isEqualTo(200);
    }

    public record Photo(String title, @SignedResource URI image) {
    }

    @PermitAll
    @Path("/members")
    public static class Resource {

        @GET
        @Path("record")
        public Photo record() {
            return new Photo("A", URI.create("/a.txt"));
        }

        @GET
        @Path("list")
        public List<Photo> list() {
            return List.of(new Photo("A", URI.create("/a.txt")));
        }
    }
}
