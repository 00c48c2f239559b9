package org.acme.tenants;

import static io.restassured.RestAssured.given;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.test.CloudFrontEdge;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.OidcSecurity;

@QuarkusTest
class LogoTest {

    CloudFrontEdge edge = new CloudFrontEdge();

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    String provider;

    // tag::claim[]
    @Test
    @TestSecurity(user = "carol")
    @OidcSecurity(claims = @Claim(key = "tenant", value = "initech")) // <1>
    void logo_isThatOfTheTenant() {
        String logo = given().get("/logo").then().statusCode(200).extract().asString();

        edge.assertSigned(logo)
                .forResource("/tenants/initech/*")
                .doesNotCover("/tenants/acme/logo.svg");
    }
    // end::claim[]

    @Test
    @TestSecurity(user = "carol")
    @OidcSecurity
    void userWithoutTenant_isForbidden() {
        given().get("/logo").then().statusCode(403);
    }

    @Test
    void bearerToken_opensTheFilesOfItsTenant() {
        String token = given().auth().preemptive().basic("quarkus-app", "secret") // <2>
                .formParam("grant_type", "password").formParam("username", "bob").formParam("password", "bob")
                .post(provider + "/token")
                .then().statusCode(200)
                .extract().path("access_token");

        String logo = given().auth().oauth2(token).get("/logo").then().statusCode(200).extract().asString();

        edge.assertSigned(logo).forResource("/tenants/globex/*");
    }
}
