package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/**
 * Fields are also signed if the method sets cookies, which does not change its return value otherwise.
 */
@QuarkusTest
class FieldCookiesTest {

    @Test
    void methodWithCookiesAndSignedFields_deliversBoth() {
        given().get("/cookies").then().statusCode(401);
        Response answer = given().auth().preemptive().basic("alice", "alice").get("/cookies");
        assertThat(answer.cookies()).containsKeys("CloudFront-Policy", "CloudFront-Signature");
        assertThat(SignedUrls.marked(answer.asString())).isEqualTo("{\"title\":\"/b.txt\",\"image\":\"/a.txt (signed)\"}");
        assertThat(SignedUrls.resource(answer.path("image"))).endsWith("/*");
    }

    public record Photo(String title, @SignedResource String image) {
    }

    @Path("/cookies")
    public static class Resource {

        @GET
        @SignedResource(delivery = Delivery.COOKIES, resource = "/*")
        public Photo photo() {
            return new Photo("/b.txt", "/a.txt");
        }
    }
}
