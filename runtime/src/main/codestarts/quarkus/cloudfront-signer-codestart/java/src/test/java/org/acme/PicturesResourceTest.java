package org.acme;

import static io.restassured.RestAssured.given;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.test.CloudFrontEdge;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class PicturesResourceTest {

    CloudFrontEdge edge = new CloudFrontEdge();

    @Test
    void picture_isSignedForAQuarterOfAnHour() {
        edge.assertSigned(picture())
                .forResource("/pictures/mirror-lake.svg")
                .expiresWithin(Duration.ofMinutes(15));
    }

    @Test
    void edge_servesSignedUrlsOnly() {
        String url = picture();

        given().urlEncodingEnabled(false).get(url).then().statusCode(200);
        given().get(url.substring(0, url.indexOf('?'))).then().statusCode(403);
    }

    @Test
    void anonymousRequest_isRejected() {
        given().get("/pictures").then().statusCode(401);
    }

    private static String picture() {
        return given().auth().preemptive().basic("alice", "wonderland")
                .get("/pictures")
                .then().statusCode(200)
                .extract().path("[0]");
    }
}
