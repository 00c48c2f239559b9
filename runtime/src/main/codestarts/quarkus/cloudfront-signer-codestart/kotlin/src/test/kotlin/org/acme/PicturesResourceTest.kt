package org.acme

import io.quarkiverse.cloudfront.signer.test.CloudFrontEdge
import io.quarkus.test.junit.QuarkusTest
import io.restassured.RestAssured.given
import java.time.Duration
import org.junit.jupiter.api.Test

@QuarkusTest
class PicturesResourceTest {

    var edge = CloudFrontEdge()

    @Test
    fun picture_isSignedForAQuarterOfAnHour() {
        edge.assertSigned(picture())
            .forResource("/pictures/mirror-lake.svg")
            .expiresWithin(Duration.ofMinutes(15))
    }

    @Test
    fun edge_servesSignedUrlsOnly() {
        val url = picture()

        given().urlEncodingEnabled(false).get(url).then().statusCode(200)
        given().get(url.substringBefore('?')).then().statusCode(403)
    }

    @Test
    fun anonymousRequest_isRejected() {
        given().get("/pictures").then().statusCode(401)
    }

    private fun picture(): String = given().auth().preemptive().basic("alice", "wonderland")
        .get("/pictures")
        .then().statusCode(200)
        .extract().path("[0]")
}
