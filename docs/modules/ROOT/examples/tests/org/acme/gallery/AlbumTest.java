package org.acme.gallery;

import static io.restassured.RestAssured.given;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.test.CloudFrontEdge;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;

@QuarkusTest
class AlbumTest {

    CloudFrontEdge edge = new CloudFrontEdge(); // <1>

    @Test
    @TestSecurity(user = "alice") // <2>
    void cover_isSignedForAnHour() {
        String cover = given().get("/albums/alps/cover").then().statusCode(200).extract().as(String.class);

        edge.assertSigned(cover) // <3>
                .forResource("/albums/alps/mirror-lake.svg")
                .expiresWithin(Duration.ofHours(1))
                .validForAtLeast(Duration.ofMinutes(59));
    }

    @Test
    void anonymousRequest_isRejected() {
        given().get("/albums/alps/cover").then().statusCode(401);
    }
}
