package io.quarkiverse.cloudfront.signer.deployment.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.arc.NoClassInterceptors;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.path.json.JsonPath;

/**
 * The OpenAPI document describes signed responses to callers.
 */
class OpenApiTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-smallrye-openapi",
                    System.getProperty("version.quarkus"))))
            .withApplicationRoot(
                    root -> root.addClasses(Albums.class, Films.class, FilmsResource.class, Photo.class, Teasers.class));

    @Test
    void methodWithUrls_isDescribed() {
        Map<String, Object> operation = operation("/albums/{id}", "get");
        assertThat(operation).containsEntry("description", "Returns CloudFront signed URLs, valid for 10m.");
        assertThat(responses(operation)).containsOnlyKeys("200", "401");
    }

    @Test
    void configuredLifetime_isNamedByItsProperty() {
        assertThat(operation("/albums", "get")).containsEntry("description",
                "Returns CloudFront signed URLs, valid for the duration in "
                        + "`quarkus.cloudfront-signer.\"media\".expires-in`.");
        assertThat(operation("/albums/preview", "get")).containsEntry("description",
                "Returns CloudFront signed URLs, valid for the duration in `gallery.preview`.");
    }

    @Test
    void methodWithCookies_isDescribed() {
        Map<String, Object> operation = operation("/films/{id}", "get");
        assertThat(operation).containsEntry("description",
                "Sets CloudFront signed cookies, valid for the duration in `quarkus.cloudfront-signer.expires-in`.");
        assertThat(document().getString("paths.'/films/{id}'.get.responses.'200'.headers.'Set-Cookie'.description"))
                .contains("`CloudFront-Key-Pair-Id`");
        assertThat(responses(operation).get("401")).isEqualTo(Map.of("description", "Not Authorized"));
    }

    @Test
    void methodThatIsNeverIntercepted_isNotDescribed() {
        assertThat(operation("/teasers/signed", "get").get("description")).asString()
                .startsWith("Returns CloudFront signed URLs");
        assertThat(operation("/teasers", "get")).doesNotContainKey("description");
    }

    @Test
    void methodWithSignedFields_isDescribed() {
        Map<String, Object> operation = operation("/albums/cover", "get");
        assertThat(operation).containsEntry("description", "Fields of the response are CloudFront signed URLs, valid for 1h.");
        assertThat(responses(operation)).containsOnlyKeys("200", "401");
    }

    @Test
    void ownDescription_remains() {
        Map<String, Object> operation = operation("/albums/written", "post");
        assertThat(operation).containsEntry("description",
                "Lends a film.\n\nSets CloudFront signed cookies, valid for the duration in `quarkus.cloudfront-signer.expires-in`.");
        assertThat(responses(operation).get("401")).isEqualTo(Map.of("description", "Log in first."));
        assertThat(document().getString("paths.'/albums/written'.post.responses.'201'.headers.'Set-Cookie'.description"))
                .isEqualTo("Six crumbs");
        assertThat(document().getString("paths.'/albums/written'.post.responses.'404'.headers")).isNull();
    }

    @Test
    void responseOfAnotherStatusThan200_hasCookies() {
        assertThat(document().getString("paths.'/albums/bought'.post.responses.'201'.headers.'Set-Cookie'.description"))
                .startsWith("CloudFront's signed cookies");
    }

    @Test
    void permittedMethod_hasNoUnauthorizedResponse() {
        assertThat(responses(operation("/albums/open", "get"))).containsOnlyKeys("200");
    }

    @Test
    void otherOperation_staysAsItIs() {
        assertThat(operation("/albums/plain", "get")).doesNotContainKey("description");
        assertThat(given().get("/q/openapi?format=json").asString()).doesNotContain("method-ref");
    }

    private static Map<String, Object> operation(String path, String method) {
        return document().getMap("paths.'" + path + "'." + method);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> responses(Map<String, Object> operation) {
        return (Map<String, Object>) operation.get("responses");
    }

    private static JsonPath document() {
        return given().get("/q/openapi?format=json").then().statusCode(200).extract().jsonPath();
    }

    public record Photo(String title, @SignedResource(expiresIn = "1h") String url) {
    }

    @Path("/albums")
    public static class Albums {

        @GET
        @SignedResource(signer = "media")
        public List<String> all() {
            return List.of();
        }

        @GET
        @Path("{id}")
        @SignedResource(expiresIn = "10m")
        public List<String> one(String id) {
            return List.of();
        }

        @GET
        @Path("preview")
        @SignedResource(expiresIn = "${gallery.preview:5m}")
        public String preview() {
            return null;
        }

        @GET
        @Path("cover")
        public Photo cover() {
            return null;
        }

        @GET
        @PermitAll
        @Path("open")
        @SignedResource
        public String open() {
            return null;
        }

        @POST
        @Path("written")
        @Operation(description = "Lends a film.")
        @APIResponse(responseCode = "201", description = "Lent", headers = @Header(name = "Set-Cookie", description = "Six crumbs"))
        @APIResponse(responseCode = "401", description = "Log in first.")
        @APIResponse(responseCode = "404", description = "No such film")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/written/*")
        public RestResponse<Void> written() {
            return null;
        }

        @POST
        @Path("bought")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/bought/*")
        public void bought() {
        }

        @GET
        @Path("plain")
        public String plain() {
            return "";
        }
    }

    @Path("/teasers")
    @SignedResource
    public static class Teasers {

        @GET
        @NoClassInterceptors
        public String plain() {
            return "/teaser.jpg";
        }

        @GET
        @Path("signed")
        public String signed() {
            return "/teaser.jpg";
        }
    }

    @Path("/films")
    public interface Films {

        @GET
        @Path("{id}")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/films/{id}/*")
        String film(String id);
    }

    public static class FilmsResource implements Films {

        @Override
        public String film(String id) {
            return id;
        }
    }
}
