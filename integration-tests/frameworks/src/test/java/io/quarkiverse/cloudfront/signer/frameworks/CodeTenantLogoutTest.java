package io.quarkiverse.cloudfront.signer.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.applications.oidc.CodeTenant;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.Response;

/**
 * The logout of a tenant whose path only the application's code knows. It revokes.
 */
@Tag("nightly")
class CodeTenantLogoutTest extends GateVisitor {

    @RegisterExtension
    static final QuarkusUnitTest TEST = TestProvider.webApp()
            .withApplicationRoot(root -> root.addPackage("io.quarkiverse.cloudfront.signer.applications.oidc")
                    .addClasses(LogoutWithoutGateTest.Film.class, TestProvider.class, TestOrigin.class, GateVisitor.class))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.cloudfront-signer.marks.enabled", "true")
            .overrideConfigKey("quarkus.cloudfront-signer.marks.revoke-on", "logout");

    @Test
    void logout_revokesUnlessAnotherSiteOrAPrefetchAsksForIt() throws Exception {
        logIn("/film?x=1", code(HOUR));
        assertThat(browser).containsKey("q_session_" + CodeTenant.NAME);
        String url = get("/film").asString();
        assertThat(SignedUrls.status(url)).isEqualTo(200);

        Response foreign = comeFromAnotherSite(CodeTenant.LOGOUT);
        assertThat(foreign.statusCode()).isEqualTo(409);
        assertThat(foreign.header("Cache-Control")).isEqualTo("no-store");
        // the names of a front-channel logout do not matter here
        assertThat(comeFromAnotherSite(CodeTenant.LOGOUT + "?iss=x&sid=y").statusCode()).isEqualTo(409);
        assertThat(receive(request().header("Sec-Purpose", "prefetch").get(CodeTenant.LOGOUT)).statusCode()).isEqualTo(409);
        assertThat(receive(request().head(CodeTenant.LOGOUT)).statusCode()).isEqualTo(409);
        assertThat(comeFromAnotherSite(CodeTenant.FRONT_CHANNEL).statusCode()).isEqualTo(409);
        assertThat(get(CodeTenant.FRONT_CHANNEL).statusCode()).as("only a provider asks for it").isEqualTo(409);
        assertThat(get("/film").statusCode()).as("still logged in").isEqualTo(200);
        assertThat(SignedUrls.status(url)).isEqualTo(200);

        assertThat(get(CodeTenant.LOGOUT).header("Location")).startsWith(TestProvider.url() + "/end");
        await().atMost(Duration.ofSeconds(60)).until(() -> SignedUrls.status(url) == 403);
    }
}
