package io.quarkiverse.cloudfront.signer.deployment.field;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;

import jakarta.annotation.security.PermitAll;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Signed fields in JSON that quarkus-rest-jsonb writes. The names in the JSON prove that it was JSON-B.
 */
@Tag("nightly")
class JsonbRestFieldsTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Named.class, Resource.class, CapturedLog.class, SignedUrls.class,
                    TestOrigin.class))
            .setForcedDependencies(
                    List.of(Dependency.of("io.quarkus", "quarkus-rest-jsonb", System.getProperty("version.quarkus"))))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    @ParameterizedTest
    @ValueSource(strings = { "list", "uni", "object", "multi" })
    void objects_haveTheirFieldsSigned(String method) {
        assertThat(SignedUrls.marked(given().get("/jsonb/" + method).asString()))
                .isEqualTo("[{\"picture_url\":\"/a.txt (signed)\"}]");
    }

    @Test
    void unsignableUrlInALongList_failsTheResponse() {
        try (CapturedLog log = CapturedLog.begin()) {
            io.restassured.response.Response answer = given().get("/jsonb/bad");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.asString()).isEmpty();
            // in addition to Yasson's message about the incomplete JSON
            assertThat(log.messages(Level.SEVERE)).filteredOn(message -> message.contains("signed field"))
                    .singleElement().asString().contains("#bad returns: ", "Cannot sign");
            assertThat(log.text()).doesNotContain("t0ken", "Signature=");
        }
    }

    @Test
    void signedUrlInBody_isRejected() {
        String read = given().get("/jsonb/list").asString();
        given().contentType("application/json").body(read).put("/jsonb/list").then().statusCode(400);
        given().contentType("application/json").body("[{\"picture_url\":\"/a.txt\"}]").put("/jsonb/list").then()
                .statusCode(204);
    }

    public static class Named {
        @SignedResource
        @JsonbProperty("picture_url")
        public String pictureUrl = "/a.txt";
    }

    @PermitAll
    @Path("/jsonb")
    public static class Resource {

        @GET
        @Path("list")
        public List<Named> list() {
            return List.of(new Named());
        }

        @PUT
        @Path("list")
        public void replace(List<Named> sent) {
        }

        @GET
        @Path("uni")
        public Uni<List<Named>> uni() {
            return Uni.createFrom().item(List.of(new Named()));
        }

        @GET
        @Path("object")
        public Object object() {
            return List.of(new Named());
        }

        @GET
        @Path("multi")
        public Multi<Named> multi() {
            return Multi.createFrom().item(new Named());
        }

        @GET
        @Path("bad")
        public List<Named> bad() {
            List<Named> bad = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                bad.add(new Named());
            }
            bad.get(899).pictureUrl = "https://elsewhere.example/secret.txt?t0ken=1";
            return bad;
        }
    }
}
