package io.quarkiverse.cloudfront.signer.deployment.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.FreePort;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.ext.web.Router;

/**
 * A cache of nginx in front of the application, which the users share. Its configuration says nothing about what it caches.
 */
@Tag("nightly")
@NeedsProgram(Program.NGINX)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedCacheTest {

    private static final String NGINX = """
            proxy_cache_path cache keys_zone=shared:1m;
            server {
              listen 80;
              location / {
                proxy_pass http://127.0.0.1:8080;
                proxy_cache shared;
              }
            }
            """;

    private static final List<String> PLACES = List.of("method", "filter", "late");

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Pictures.class, Late.class, ReverseProxy.class, FreePort.class,
                    SignedUrls.class, TestOrigin.class))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.http.auth.basic", "true")
            .overrideConfigKey("quarkus.security.users.embedded.enabled", "true")
            .overrideConfigKey("quarkus.security.users.embedded.plain-text", "true")
            .overrideConfigKey("quarkus.security.users.embedded.users.alice", "alice")
            .overrideConfigKey("quarkus.security.users.embedded.users.bob", "bob");

    private ReverseProxy nginx;
    private int cases;

    @BeforeAll
    void start() throws IOException {
        nginx = ReverseProxy.nginx(NGINX, ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class));
    }

    @AfterAll
    void stop() {
        if (nginx != null) {
            nginx.close();
        }
    }

    private String get(String user, String path) throws IOException {
        String response = nginx.get(path, "Authorization: Basic "
                + Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.US_ASCII)));
        assertThat(response).startsWith("HTTP/1.1 200");
        return response;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "Cache-Control | public, max-age=600", "Cache-Control | max-age=600",
            "Cache-Control | s-maxage=600", "Cache-Control | max-age=600, stale-while-revalidate=600",
            "X-Accel-Expires | 600", "Expires | Fri, 31 Dec 2100 00:00:00 GMT" })
    void headerOfTheApplication_doesNotShareUrls(String name, String value) throws IOException {
        for (String place : PLACES) {
            String path = UriBuilder.fromPath("/pictures/mine").queryParam("place", place).queryParam("name", name)
                    .queryParam("value", "{value}").queryParam("case", cases++).build(value).toString();

            String alice = get("alice", path);

            assertThat(get("bob", path)).as(path).contains("/users/bob/a.txt?").doesNotContain("alice");
            assertThat(alice).as(path).contains("/users/alice/a.txt?")
                    .containsIgnoringCase("\r\nCache-Control: private, no-cache\r\n");
        }
    }

    @Test
    void responseWithoutSignedUrls_isShared() throws IOException {
        for (String place : PLACES) {
            String path = "/pictures/plain?name=Cache-Control&value=public,max-age=600&place=" + place;

            assertThat(get("alice", path)).endsWith(" for alice");
            assertThat(get("bob", path)).endsWith(" for alice");
        }
    }

    @Test
    void warning_namesTheMethodOnce() throws IOException {
        try (CapturedLog log = CapturedLog.begin("io.quarkiverse")) {
            for (int i = 0; i < 3; i++) {
                get("alice", "/pictures/warned?name=Cache-Control&value=public&place=method&case=" + i);
            }
            assertThat(log.messages(Level.WARNING)).singleElement().asString()
                    .startsWith(Pictures.class.getName() + "#warned: the response with signed URLs had the header "
                            + "Cache-Control: public,");
        }
    }

    @Path("/pictures")
    @Authenticated
    public static class Pictures {

        private final SecurityIdentity user;
        private final AtomicInteger calls = new AtomicInteger();

        public Pictures(SecurityIdentity user) {
            this.user = user;
        }

        private Response picture(String place, String name, String value) {
            return respond("/users/" + user.getPrincipal().getName() + "/a.txt", place, name, value);
        }

        private static Response respond(String body, String place, String name, String value) {
            Response.ResponseBuilder response = Response.ok(body);
            return (place.equals("method") ? response.header(name, value) : response).build();
        }

        @GET
        @Path("mine")
        @SignedResource
        public Response mine(@QueryParam("place") String place, @QueryParam("name") String name,
                @QueryParam("value") String value) {
            return picture(place, name, value);
        }

        @GET
        @Path("warned")
        @SignedResource
        public Response warned(@QueryParam("place") String place, @QueryParam("name") String name,
                @QueryParam("value") String value) {
            return picture(place, name, value);
        }

        @GET
        @Path("plain")
        public Response plain(@QueryParam("place") String place, @QueryParam("name") String name,
                @QueryParam("value") String value) {
            return respond(calls.incrementAndGet() + " for " + user.getPrincipal().getName(), place, name, value);
        }
    }

    @ApplicationScoped
    @PermitAll
    public static class Late {

        @ServerResponseFilter
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            var query = request.getUriInfo().getQueryParameters();
            if ("filter".equals(query.getFirst("place"))) {
                response.getHeaders().putSingle(query.getFirst("name"), query.getFirst("value"));
            }
        }

        void route(@Observes Router router) {
            router.route().order(-1_000).handler(context -> {
                if ("late".equals(context.request().getParam("place"))) {
                    context.addHeadersEndHandler(ignored -> context.response().putHeader(
                            context.request().getParam("name"), context.request().getParam("value")));
                }
                context.next();
            });
        }
    }
}
