package org.acme

import io.quarkus.test.junit.QuarkusTest
import io.restassured.RestAssured.given
import org.junit.jupiter.api.Test

@QuarkusTest
class PicturesResourceTest {

    @Test
    fun signedUrl_opens() {
        val url: String = given().auth().preemptive().basic("alice", "wonderland")
            .get("/pictures")
            .then().statusCode(200)
            .extract().path("[0]")
        given().urlEncodingEnabled(false).get(url).then().statusCode(200)
        given().get(url.substringBefore('?')).then().statusCode(403)
    }

    @Test
    fun anonymousRequest_isRejected() {
        given().get("/pictures").then().statusCode(401)
    }
}
