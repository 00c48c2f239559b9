package io.quarkiverse.cloudfront.signer.deployment.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.security.Authenticated;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.ExtractableResponse;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Responses that a method throws, or that an exception mapper creates from its exception.
 */
class ThrownResponseTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(ThrownResponseTest.class.getDeclaredClasses())
                    .addClasses(SignedUrls.class, TestOrigin.class))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.http.auth.form.enabled", "true")
            .overrideConfigKey("quarkus.security.users.embedded.enabled", "true")
            .overrideConfigKey("quarkus.security.users.embedded.plain-text", "true")
            .overrideConfigKey("quarkus.security.users.embedded.users.alice", "alice");

    private static ExtractableResponse<?> get(String path) {
        return given().redirects().follow(false).get("/thrown/" + path).then().extract();
    }

    @ParameterizedTest
    @ValueSource(strings = { "ok", "ok-uni", "ok-multi", "ok-bean" })
    void thrownEntity_isSigned(String path) {
        ExtractableResponse<?> response = get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.asString()).startsWith(TestOrigin.edge() + "/a.txt?");
        assertThat(SignedUrls.status(response.asString())).isEqualTo(200);
        assertThat(response.header("Cache-Control")).startsWith("private, max-age=");
    }

    @ParameterizedTest
    @ValueSource(strings = { "redirect", "redirect-uni", "redirect-stage-later", "returned-stage-later" })
    void thrownRedirect_isSigned(String path) {
        ExtractableResponse<?> response = get(path);
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.header("Location")).startsWith(TestOrigin.edge() + "/a.txt?");
        assertThat(SignedUrls.status(response.header("Location"))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "ok-foreign", "ok-fields", "ok-list-of-fields", "ok-playlist" })
    void thrownResponse_thatCannotBeSigned_failsTheRequest(String path) {
        ExtractableResponse<?> response = get(path);
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.asString()).doesNotContain("a.txt");
        assertThat(response.header("Location")).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "mapped/200, 200, /a.txt", "mapped/204, 204, ''", "mapped/404, 404, /a.txt", "mapped-uni/202, 202, /a.txt",
            "mapped-by-class, 200, /a.txt", "error, 404, /a.txt", "not-modified, 304, ''" })
    void otherResponse_isSentAsItIs(String path, int status, String body) {
        ExtractableResponse<?> response = get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.asString()).isEqualTo(body);
    }

    @Test
    void redirectOfAMapper_isSentAsItIs() {
        ExtractableResponse<?> response = get("mapped-stage/303");
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.header("Location")).endsWith("/a.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = { "login", "authenticated" })
    void redirectToTheLogin_isLeftAsItIs(String path) {
        ExtractableResponse<?> response = get(path);
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.header("Location")).endsWith("/login.html");
    }

    public static class Problem extends RuntimeException {

        final int status;

        Problem(int status) {
            this.status = status;
        }
    }

    public static class OwnProblem extends RuntimeException {
    }

    @Provider
    public static class Mapper implements ExceptionMapper<Problem> {

        @Override
        public Response toResponse(Problem problem) {
            Response.ResponseBuilder response = Response.status(problem.status);
            if (problem.status == 204) {
                return response.build();
            }
            return problem.status / 100 == 3 ? response.location(URI.create("/a.txt")).build()
                    : response.entity("/a.txt").build();
        }
    }

    /** Applications have such a mapper to log exceptions of Jakarta REST. */
    @Provider
    public static class RedirectMapper implements ExceptionMapper<WebApplicationException> {

        @Override
        public Response toResponse(WebApplicationException exception) {
            return exception.getResponse();
        }
    }

    public record Photo(@SignedResource String url) {
    }

    @PermitAll
    @ApplicationScoped
    public static class Bean {

        @SignedResource
        public String url() {
            throw new WebApplicationException(Response.ok("/a.txt").build());
        }
    }

    @PermitAll
    @Path("/thrown")
    public static class Resource {

        /** On a thread that does not know the request, after the method has returned. */
        private static final Executor LATER = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

        private final Bean bean;

        Resource(Bean bean) {
            this.bean = bean;
        }

        private static WebApplicationException ok(Object entity) {
            return new WebApplicationException(Response.ok(entity).build());
        }

        private static RedirectionException redirect() {
            return new RedirectionException(Response.Status.SEE_OTHER, URI.create("/a.txt"));
        }

        @GET
        @Path("ok")
        @SignedResource
        public String thrownOk() {
            throw ok("/a.txt");
        }

        @GET
        @Path("ok-uni")
        @SignedResource
        public Uni<String> failedUni() {
            return Uni.createFrom().failure(ok("/a.txt"));
        }

        @GET
        @Path("ok-multi")
        @SignedResource
        @Produces(MediaType.TEXT_PLAIN)
        public Multi<String> failedMulti() {
            return Multi.createFrom().failure(ok("/a.txt"));
        }

        @GET
        @Path("ok-bean")
        public String ofABean() {
            return bean.url();
        }

        @GET
        @Path("redirect")
        @SignedResource
        public Response thrownRedirect() {
            throw redirect();
        }

        @GET
        @Path("redirect-uni")
        @SignedResource
        public Uni<Response> redirectUni() {
            return Uni.createFrom().failure(redirect());
        }

        @GET
        @Path("redirect-stage-later")
        @SignedResource
        public CompletionStage<String> redirectStageLater() {
            RedirectionException redirect = redirect();
            return CompletableFuture.supplyAsync(() -> {
                throw redirect;
            }, LATER);
        }

        @GET
        @Path("returned-stage-later")
        @SignedResource
        public CompletionStage<Response> returnedStageLater() {
            Response redirect = Response.seeOther(URI.create("/a.txt")).build();
            return CompletableFuture.supplyAsync(() -> redirect, LATER);
        }

        @GET
        @Path("ok-foreign")
        @SignedResource
        public String thrownForeign() {
            throw ok("https://foreign.example.com/a.txt");
        }

        @GET
        @Path("ok-fields")
        @Produces(MediaType.APPLICATION_JSON)
        public Photo thrownFields() {
            throw ok(new Photo("/a.txt"));
        }

        @GET
        @Path("ok-list-of-fields")
        @SignedResource
        @Produces(MediaType.APPLICATION_JSON)
        public Response thrownListOfFields() {
            throw ok(List.of("/a.txt", new Photo("/a.txt")));
        }

        @GET
        @Path("ok-playlist")
        @Produces("application/vnd.apple.mpegurl")
        @SignedResource(resource = "/*")
        public String thrownPlaylist() {
            throw ok("#EXTM3U\n#EXTINF:4,\na.txt\n");
        }

        @GET
        @Path("mapped/{status}")
        @SignedResource
        public String mapped(@PathParam("status") int status) {
            throw new Problem(status);
        }

        @GET
        @Path("mapped-uni/{status}")
        @SignedResource
        public Uni<String> mappedUni(@PathParam("status") int status) {
            return Uni.createFrom().failure(new Problem(status));
        }

        @GET
        @Path("mapped-stage/{status}")
        @SignedResource
        public CompletionStage<String> mappedStage(@PathParam("status") int status) {
            return CompletableFuture.failedFuture(new Problem(status));
        }

        @GET
        @Path("mapped-by-class")
        @SignedResource
        public String mappedByClass() {
            throw new OwnProblem();
        }

        @GET
        @Path("error")
        @SignedResource
        public String error() {
            throw new NotFoundException(Response.status(404).entity("/a.txt").build());
        }

        @GET
        @Path("not-modified")
        @SignedResource
        public String notModified() {
            throw new WebApplicationException(Response.notModified("tag").build());
        }

        @GET
        @Path("login")
        @SignedResource
        public String login() {
            throw new UnauthorizedException();
        }

        @GET
        @Path("authenticated")
        @Authenticated
        @SignedResource
        public String authenticated() {
            return "/a.txt";
        }

        @ServerExceptionMapper
        public RestResponse<String> map(OwnProblem problem) {
            return RestResponse.ok("/a.txt");
        }
    }
}
