package io.quarkiverse.cloudfront.signer.deployment.method;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * Redirects of an application with a root path.
 */
class RedirectTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Resource.class, SignedUrls.class, TestOrigin.class))
            .overrideConfigKey("quarkus.rest.path", "/api")
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    @ParameterizedTest
    @CsvSource({
            "path, /a.txt?",
            "escaped, /sub%20folder/b.txt?size=1&",
            "rest-see-other, /a.txt?",
            "uni, /a.txt?",
            "uni-rest, /a.txt?",
            "stage, /a.txt?",
            "without-slash, /sub%20folder/b.txt?",
            "absolute, /a.txt?",
            "below-same-name, /api/a.txt?",
    })
    void redirectToAPath_isSignedUnderTheSignersUrl(String path, String signed) {
        String location = given().redirects().follow(false).get("/api/redirects/" + path).then().extract().header("Location");
        assertThat(location).startsWith(TestOrigin.edge() + signed);
        assertThat(SignedUrls.status(location)).isEqualTo(path.equals("below-same-name") ? 404 : 200);
    }

    @Test
    void otherLocation_staysAsItIs() {
        String location = given().post("/api/redirects/created").then().extract().header("Location");

        assertThat(location).endsWith("/api/redirects/7").doesNotContain("Signature=");
    }

    @Test
    void entityOfACreatedResponse_isSigned() {
        String entity = given().post("/api/redirects/created").then().statusCode(201).extract().asString();
        assertThat(SignedUrls.status(entity)).isEqualTo(200);
    }

    /** It names a host that is not one of the signer's. */
    @Test
    void absoluteUrlOfTheApplication_failsTheRequest() {
        given().redirects().follow(false).get("/api/redirects/own").then().statusCode(500);
    }

    @Test
    void unreadableLocation_isRejectedWithoutItsQuery() {
        String answer = given().redirects().follow(false).get("/api/redirects/unreadable").then().statusCode(500).extract()
                .asString();

        assertThat(answer).doesNotContain("SECRET", "IllegalArgumentException");
    }

    @PermitAll
    @Path("/redirects")
    public static class Resource {

        @GET
        @Path("path")
        @SignedResource
        public Response path() {
            return Response.seeOther(URI.create("/a.txt")).build();
        }

        @GET
        @Path("escaped")
        @SignedResource
        public Response escaped() {
            return Response.status(301).location(URI.create("/sub%20folder/b.txt?size=1")).build();
        }

        @GET
        @Path("rest-see-other")
        @SignedResource
        public RestResponse<Void> restSeeOther() {
            return RestResponse.seeOther(URI.create("/a.txt"));
        }

        @GET
        @Path("uni")
        @SignedResource
        public Uni<Response> uni() {
            return Uni.createFrom().item(() -> Response.seeOther(URI.create("/a.txt")).build());
        }

        @GET
        @Path("uni-rest")
        @SignedResource
        public Uni<RestResponse<Void>> uniRest() {
            return Uni.createFrom().item(() -> RestResponse.temporaryRedirect(URI.create("/a.txt")));
        }

        @GET
        @Path("stage")
        @SignedResource
        public CompletionStage<Response> stage() {
            return CompletableFuture.completedFuture(Response.seeOther(URI.create("/a.txt")).build());
        }

        @GET
        @Path("without-slash")
        @SignedResource
        public Response withoutSlash() {
            return Response.seeOther(URI.create("sub%20folder/b.txt")).build();
        }

        @GET
        @Path("absolute")
        @SignedResource
        public Response absolute() {
            return Response.seeOther(URI.create(TestOrigin.edge() + "/a.txt")).build();
        }

        @GET
        @Path("below-same-name")
        @SignedResource
        public Response belowSameName() {
            return Response.seeOther(URI.create("/api/a.txt")).build();
        }

        @GET
        @Path("unreadable")
        @SignedResource
        public Response unreadable() {
            return Response.status(303).header("Location", "docs/not a name.txt?token=SECRET").build();
        }

        @GET
        @Path("own")
        @SignedResource
        public Response own(UriInfo info) {
            return Response.seeOther(info.getBaseUriBuilder().path("redirects/path").build()).build();
        }

        @POST
        @Path("created")
        @SignedResource
        public Response created() {
            return Response.created(URI.create("/redirects/7")).entity("/a.txt").build();
        }
    }
}
