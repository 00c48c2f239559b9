package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;

/**
 * An endpoint that signs only answers if CDI intercepts its object, regardless of where the object comes from.
 */
@QuarkusTest
class SubResourceTest {

    @ParameterizedTest
    @ValueSource(strings = { "bean/url", "bean/object", "singleton/url", "request/url", "instance/url", "interface/url",
            "subclass/url", "class/url" })
    void injectedSubResource_signs(String path) {
        String body = given().get("/sub-resources/" + path).then().statusCode(200).extract().asString();
        assertThat(SignedUrls.marked(body)).contains("/a.txt (signed)");
    }

    @Test
    void injectedSubResource_signsStreams() {
        String events = given().accept("text/event-stream").get("/sub-resources/bean/events").then().statusCode(200).extract()
                .asString();
        assertThat(SignedUrls.marked(events)).contains("/a.txt (signed)");
    }

    @ParameterizedTest
    @ValueSource(strings = { "new/url", "new/events", "new/object", "new-singleton/url", "new-subclass/url",
            "new-implementation/url", "proxy/url" })
    void createdSubResource_failsTheRequest(String path) {
        String body = given().get("/sub-resources/" + path).then().statusCode(500).extract().asString();
        assertThat(body).doesNotContain("a.txt");
    }

    @Test
    void createdSubResourceThatDoesNotSign_answers() {
        assertThat(given().get("/sub-resources/new-unsigned/url").then().statusCode(200).extract().asString())
                .isEqualTo("/a.txt");
        assertThat(given().get("/sub-resources/new/plain").then().statusCode(200).extract().asString()).isEqualTo("plain");
    }

    @ParameterizedTest
    @ValueSource(strings = { "protected/url", "protected/object" })
    void anonymousRequest_isAskedToLogIn(String path) {
        given().get("/sub-resources/" + path).then().statusCode(401);
    }

    public record Picture(@SignedResource String url) {
    }

    @PermitAll
    public interface Api {

        @GET
        @Path("url")
        @SignedResource
        String url();
    }

    @Path("/sub-resources")
    @PermitAll
    public static class Albums {

        private final Album album;
        private final SingletonAlbum singleton;
        private final RequestAlbum request;
        private final Instance<Album> instance;
        private final Implementation implementation;
        private final SpecialAlbum special;
        private final Protected ofUsers;

        Albums(Album album, SingletonAlbum singleton, RequestAlbum request, Instance<Album> instance,
                Implementation implementation, SpecialAlbum special, Protected ofUsers) {
            this.album = album;
            this.singleton = singleton;
            this.request = request;
            this.instance = instance;
            this.implementation = implementation;
            this.special = special;
            this.ofUsers = ofUsers;
        }

        @Path("bean")
        public Album bean() {
            return album;
        }

        @Path("singleton")
        public SingletonAlbum singleton() {
            return singleton;
        }

        @Path("request")
        public RequestAlbum request() {
            return request;
        }

        @Path("instance")
        public Object instance() {
            return instance.select(SpecialAlbum.class).get();
        }

        @Path("interface")
        public Api implementation() {
            return implementation;
        }

        @Path("subclass")
        public Album subclass() {
            return special;
        }

        @Path("class")
        public Class<SingletonAlbum> ofClass() {
            return SingletonAlbum.class;
        }

        @Path("new")
        public Album created() {
            return new Album();
        }

        @Path("new-singleton")
        public SingletonAlbum createdSingleton() {
            return new SingletonAlbum();
        }

        @Path("new-subclass")
        public Album createdSubclass() {
            return new SpecialAlbum();
        }

        @Path("new-implementation")
        public Api createdImplementation() {
            return new Implementation();
        }

        @Path("proxy")
        public Api proxy() {
            return (Api) Proxy.newProxyInstance(Api.class.getClassLoader(), new Class<?>[] { Api.class },
                    (proxy, method, arguments) -> "/a.txt");
        }

        @Path("new-unsigned")
        public Unsigned unsigned() {
            return new Unsigned();
        }

        @Path("protected")
        public Protected ofUsers() {
            return ofUsers;
        }
    }

    @ApplicationScoped
    @PermitAll
    public static class Album {

        @GET
        @Path("url")
        @SignedResource
        public String url() {
            return "/a.txt";
        }

        @GET
        @Path("events")
        @Produces("text/event-stream")
        @SignedResource
        public Multi<String> events() {
            return Multi.createFrom().item("/a.txt");
        }

        @GET
        @Path("object")
        public Picture object() {
            return new Picture("/a.txt");
        }

        @GET
        @Path("plain")
        public String plain() {
            return "plain";
        }
    }

    @ApplicationScoped
    @PermitAll
    public static class SpecialAlbum extends Album {

        @Override
        public String url() {
            return "/a.txt";
        }
    }

    @Singleton
    @PermitAll
    @SignedResource
    public static class SingletonAlbum {

        @GET
        @Path("url")
        public String url() {
            return "/a.txt";
        }
    }

    @RequestScoped
    @PermitAll
    public static class RequestAlbum {

        @GET
        @Path("url")
        @SignedResource
        public String url() {
            return "/a.txt";
        }
    }

    @ApplicationScoped
    @PermitAll
    public static class Implementation implements Api {

        @Override
        public String url() {
            return "/a.txt";
        }
    }

    @ApplicationScoped
    public static class Protected {

        @GET
        @Path("url")
        @SignedResource
        public String url() {
            return "/a.txt";
        }

        @GET
        @Path("object")
        public Picture object() {
            return new Picture("/a.txt");
        }
    }

    public static class Unsigned {

        @GET
        @Path("url")
        public String url() {
            return "/a.txt";
        }
    }
}
