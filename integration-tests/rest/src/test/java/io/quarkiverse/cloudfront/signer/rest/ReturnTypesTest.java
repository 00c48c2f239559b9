package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.GenericEntity;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Every return type that can be signed, requested over HTTP and verified by the local edge.
 */
@QuarkusTest
class ReturnTypesTest {

    @ParameterizedTest
    @ValueSource(strings = { "string", "uri", "optional", "array", "set", "optional-list", "list", "map", "nested", "uni",
            "uni-list", "uni-response", "uni-rest-response", "multi", "publisher", "stage", "future", "response",
            "response-generic", "rest-response" })
    void urlsInTheBody_areSigned(String path) {
        String body = given().get("/types/" + path).then().statusCode(200).extract().body().asString();
        assertSigned(body);
    }

    @ParameterizedTest
    @ValueSource(strings = { "granted/string", "granted/list", "granted/multi", "granted/response" })
    void resource_isSignedOnceForTheWholeResponse(String path) {
        String body = given().get("/types/" + path).then().statusCode(200).extract().body().asString();
        List<URI> urls = assertSigned(body);
        assertThat(urls).allSatisfy(url -> assertThat(url.getQuery()).contains("Policy="));
        assertThat(urls.stream().map(url -> url.getQuery().replaceAll(".*Signature=([^&]*).*", "$1")).distinct()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "null-string", "null-uni", "null-response" })
    void nullValue_staysNull(String path) {
        given().get("/types/" + path).then().statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(strings = { "empty-list", "empty-multi" })
    void emptyValue_staysEmpty(String path) {
        assertThat(given().get("/types/" + path).then().statusCode(200).extract().body().asString()).isEqualTo("[]");
    }

    @Test
    void nullElements_stayNull() {
        assertThat(given().get("/types/null-elements").then().statusCode(200).extract().body().asString())
                .startsWith("[null,\"http://").endsWith("\",null]");
    }

    @Test
    void errorMessage_isNotSigned() {
        assertThat(given().get("/types/not-found").then().statusCode(404).extract().body().asString())
                .isEqualTo("there is no such picture");
    }

    @Test
    void ownList_staysAsItIs() {
        given().get("/types/list-of-its-own").then().statusCode(200);
        String second = given().get("/types/list-of-its-own").then().statusCode(200).extract().body().asString();
        assertThat(second).containsOnlyOnce("Signature=");
    }

    private static List<URI> assertSigned(String body) {
        List<URI> urls = new ArrayList<>();
        for (String part : body.replaceAll("[\\[\\]{}\"]", ",").split(",")) {
            if (part.startsWith("http://")) {
                urls.add(URI.create(part));
                assertThat(SignedUrls.status(part)).as(part).isEqualTo(200);
            } else {
                assertThat(part).doesNotContain("/a.txt");
            }
        }
        assertThat(urls).isNotEmpty();
        return urls;
    }

    @PermitAll
    @Path("/types")
    @Produces(MediaType.APPLICATION_JSON)
    public static class Resource {

        private static final String A = "/a.txt";
        private static final String B = "/sub%20folder/b.txt?size=1";

        private final List<String> own = new ArrayList<>(List.of(A));

        @GET
        @Path("string")
        @SignedResource
        @Produces(MediaType.TEXT_PLAIN)
        public String string() {
            return A;
        }

        @GET
        @Path("uri")
        @SignedResource
        public URI uri() {
            return URI.create(B);
        }

        @GET
        @Path("optional")
        @SignedResource
        public Optional<String> optional() {
            return Optional.of(A);
        }

        @GET
        @Path("array")
        @SignedResource
        public String[] array() {
            return new String[] { A, B };
        }

        @GET
        @Path("set")
        @SignedResource
        public Set<String> set() {
            return new LinkedHashSet<>(List.of(A, B));
        }

        @GET
        @Path("optional-list")
        @SignedResource
        public Optional<List<? extends URI>> optionalList() {
            return Optional.of(List.of(URI.create(A)));
        }

        @GET
        @Path("list")
        @SignedResource
        public List<URI> list() {
            return List.of(URI.create(A), URI.create(B));
        }

        @GET
        @Path("map")
        @SignedResource
        public Map<String, URI> map() {
            Map<String, URI> map = new LinkedHashMap<>();
            map.put("first", URI.create(A));
            map.put("second", URI.create(B));
            return map;
        }

        @GET
        @Path("nested")
        @SignedResource
        public List<List<String>> nested() {
            return List.of(List.of(A, B), List.of(), List.of(A));
        }

        @GET
        @Path("uni")
        @SignedResource
        public Uni<String> uni() {
            return Uni.createFrom().item(A);
        }

        @GET
        @Path("uni-list")
        @SignedResource
        public Uni<List<String>> uniList() {
            return Uni.createFrom().item(List.of(A, B));
        }

        @GET
        @Path("uni-response")
        @SignedResource
        public Uni<Response> uniResponse() {
            return Uni.createFrom().item(Response.ok(A).build());
        }

        @GET
        @Path("uni-rest-response")
        @SignedResource
        public Uni<RestResponse<List<String>>> uniRestResponse() {
            return Uni.createFrom().item(RestResponse.ok(List.of(A, B)));
        }

        @GET
        @Path("multi")
        @SignedResource
        public Multi<String> multi() {
            return Multi.createFrom().items(A, B, A);
        }

        @GET
        @Path("publisher")
        @SignedResource
        public Flow.Publisher<String> publisher() {
            return subscriber -> Multi.createFrom().items(A, B).subscribe(subscriber);
        }

        @GET
        @Path("stage")
        @SignedResource
        public CompletionStage<String> stage() {
            return CompletableFuture.completedStage(A);
        }

        @GET
        @Path("future")
        @SignedResource
        public CompletableFuture<Set<String>> future() {
            return CompletableFuture.supplyAsync(() -> Set.of(A, B));
        }

        @GET
        @Path("response")
        @SignedResource
        public Response response() {
            return Response.ok(URI.create(A)).header("X-Kept", "yes").build();
        }

        @GET
        @Path("response-generic")
        @SignedResource
        public Response responseGeneric() {
            return Response.ok(new GenericEntity<List<String>>(List.of(A, B)) {
            }).build();
        }

        @GET
        @Path("rest-response")
        @SignedResource
        public RestResponse<String> restResponse() {
            return RestResponse.ok(A);
        }

        @GET
        @Path("granted/string")
        @SignedResource(resource = "/*")
        public String grantedString() {
            return A;
        }

        @GET
        @Path("granted/list")
        @SignedResource(resource = "/*")
        public List<String> grantedList() {
            return List.of(A, B);
        }

        @GET
        @Path("granted/multi")
        @SignedResource(resource = "/*")
        public Multi<String> grantedMulti() {
            return Multi.createFrom().items(A, B);
        }

        @GET
        @Path("granted/response")
        @SignedResource(resource = "/*")
        public Response grantedResponse() {
            return Response.ok(Arrays.asList(A, B)).build();
        }

        @GET
        @Path("null-uni")
        @SignedResource
        public Uni<String> nullUni() {
            return Uni.createFrom().nullItem();
        }

        @GET
        @Path("null-response")
        @SignedResource
        public Response nullResponse() {
            return null;
        }

        @GET
        @Path("null-string")
        @SignedResource
        public String nullString() {
            return null;
        }

        @GET
        @Path("empty-list")
        @SignedResource
        public List<String> emptyList() {
            return List.of();
        }

        @GET
        @Path("empty-multi")
        @SignedResource
        public Multi<String> emptyMulti() {
            return Multi.createFrom().empty();
        }

        @GET
        @Path("null-elements")
        @SignedResource
        public List<String> nullElements() {
            return Arrays.asList(null, A, null);
        }

        @GET
        @Path("not-found")
        @SignedResource
        public Response notFound() {
            return Response.status(404).entity("there is no such picture").type(MediaType.TEXT_PLAIN).build();
        }

        @GET
        @Path("list-of-its-own")
        @SignedResource
        public List<String> listOfItsOwn() {
            return own;
        }
    }
}
