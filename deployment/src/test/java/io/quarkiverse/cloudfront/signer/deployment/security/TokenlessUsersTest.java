package io.quarkiverse.cloudfront.signer.deployment.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.FutureTask;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application that only supports basic authentication, so that users cannot have a token.
 */
class TokenlessUsersTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Pictures.class, Service.class))
            .overrideConfigKey("quarkus.http.auth.basic", "true")
            .overrideConfigKey("quarkus.security.users.embedded.enabled", "true")
            .overrideConfigKey("quarkus.security.users.embedded.plain-text", "true")
            .overrideConfigKey("quarkus.security.users.embedded.users.alice", "alice")
            .overrideConfigKey("quarkus.cloudfront-signer.expires-in", "1h");

    /** A thread without the request's context does not know the user, but does not need to. */
    @ParameterizedTest
    @ValueSource(strings = { "url", "thread" })
    void userWithoutAToken_hasTheSignersExpiry(String path) {
        String url = given().auth().preemptive().basic("alice", "alice").get("/pictures/" + path).then().statusCode(200)
                .extract().asString();

        assertThat(SignedUrls.expiry(url)).isGreaterThan(Instant.now().getEpochSecond() + 3_000);
    }

    @Path("/pictures")
    public static class Pictures {

        private final Service service;

        public Pictures(Service service) {
            this.service = service;
        }

        @GET
        @Path("url")
        @SignedResource
        public String url() {
            return "/a.jpg";
        }

        @GET
        @Path("thread")
        public String thread() throws Exception {
            FutureTask<String> work = new FutureTask<>(service::url);
            new Thread(work).start();
            return work.get();
        }
    }

    @ApplicationScoped
    @PermitAll
    public static class Service {

        @SignedResource
        public String url() {
            return "/a.jpg";
        }
    }
}
