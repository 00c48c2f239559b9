package io.quarkiverse.cloudfront.signer.frameworks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;

/**
 * A gate whose logins another extension handles, while quarkus-oidc only verifies bearer tokens. It refuses to start with
 * settings of the code flow.
 */
class GateForBearerTokensTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = TestProvider.webApp()
            .withApplicationRoot(root -> root.addClass(TestProvider.class))
            .overrideConfigKey("quarkus.oidc.application-type", "service")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.resource", "/docs/*")
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    @Test
    void bearerToken_opensTheGate() {
        long now = Instant.now().getEpochSecond();
        String token = TestProvider
                .jwt(new JsonObject().put("sub", "7").put("upn", "alice").put("iat", now).put("exp", now + 60));

        Response login = given().auth().preemptive().oauth2(token).redirects().follow(false)
                .get("/private-access/login?return=/docs/a.html");

        assertThat(login.statusCode()).isEqualTo(303);
        assertThat(login.headers().getValues("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("CloudFront-Policy="));
    }
}
