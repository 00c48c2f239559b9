package io.quarkiverse.cloudfront.signer.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * The health check can be left out.
 */
class DisabledHealthTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("quarkus.cloudfront-signer.health.enabled", "false");

    @Test
    void thereIsNone() {
        assertThat(given().get("/q/health").then().statusCode(200).extract().asString()).doesNotContain("CloudFront");
    }
}
