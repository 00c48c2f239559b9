package org.acme;

import static io.restassured.RestAssured.given;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class PicturesResourceTest {

    @Test
    void signedUrl_opensOnlyAsSigned() {
        String url = given().auth().preemptive().basic("alice", "wonderland")
                .get("/pictures")
                .then().statusCode(200)
                .extract().path("[0]");
        given().urlEncodingEnabled(false).get(url).then().statusCode(200);
        given().get(url.substring(0, url.indexOf('?'))).then().statusCode(403);
    }

    @Test
    void anonymousRequest_isRejected() {
        given().get("/pictures").then().statusCode(401);
    }
}
