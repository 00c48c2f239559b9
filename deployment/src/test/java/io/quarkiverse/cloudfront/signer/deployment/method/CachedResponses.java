package io.quarkiverse.cloudfront.signer.deployment.method;

import static io.restassured.RestAssured.given;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.shrinkwrap.api.asset.StringAsset;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.FreePort;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;

/**
 * An application that signs in each way, with each header by which an application has its responses cached or revalidated.
 */
final class CachedResponses {

    static final String TAG = "\"v1\"";

    /** The methods that do not evaluate preconditions. */
    private static final List<String> SHAPES = List.of("string", "uni", "multi", "response", "redirect", "field", "template",
            "playlist", "cookies", "service");

    /** Endpoints that sign, as the build knows, and evaluate preconditions. */
    static final List<String> KNOWN_TO_SIGN = List.of("tag", "date", "own-header", "aborted", "rest-field-tag",
            "playlist-tag", "cookies-tag");
    /** Others that evaluate preconditions. */
    private static final List<String> UNKNOWN = List.of("field-tag", "template-tag", "service-tag");

    private static final Map<String, Map<String, String>> HEADERS = Map.of(
            "strong", Map.of("ETag", TAG),
            "weak", Map.of("ETag", "W/\"v1\""),
            "modified", Map.of("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT"),
            "public", Map.of("Cache-Control", "public, max-age=600", "ETag", TAG),
            "shared", Map.of("Cache-Control", "s-maxage=600, stale-while-revalidate=600, stale-if-error=600"),
            "immutable", Map.of("Cache-Control", "max-age=600, immutable"),
            "targeted", Map.of("CDN-Cache-Control", "max-age=600", "Cloudflare-CDN-Cache-Control", "max-age=600",
                    "Surrogate-Control", "max-age=600", "X-Accel-Expires", "600"),
            "expires", Map.of("Expires", "Fri, 31 Dec 2100 00:00:00 GMT", "Date", "Fri, 31 Dec 2100 00:00:00 GMT"),
            "all", Map.of("Cache-Control", "public, max-age=600, s-maxage=600, stale-while-revalidate=600, immutable",
                    "CDN-Cache-Control", "max-age=600", "Expires", "Fri, 31 Dec 2100 00:00:00 GMT", "ETag", TAG,
                    "Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT"));

    private CachedResponses() {
    }

    /** The paths of all signed responses. */
    static List<String> signed() {
        List<String> kinds = new ArrayList<>(SHAPES);
        SHAPES.forEach(shape -> kinds.addAll(List.of(shape + "?headers=all", shape + "?headers=all&place=late")));
        HEADERS.keySet().stream().sorted().filter(headers -> !headers.equals("all")).forEach(headers -> kinds
                .addAll(List.of("string?headers=" + headers, "string?headers=" + headers + "&place=late")));
        kinds.addAll(KNOWN_TO_SIGN);
        kinds.addAll(UNKNOWN);
        return kinds.stream().map(kind -> "/kept/" + kind).toList();
    }

    static QuarkusUnitTest application() {
        return new QuarkusUnitTest()
                .withApplicationRoot(root -> root.addClasses(CachedResponses.class.getDeclaredClasses())
                        .addClasses(CachedResponses.class, ReverseProxy.class, FreePort.class, SignedUrls.class,
                                TestOrigin.class)
                        .addAsResource(new StringAsset("<img src=\"{cloudfront:url(path)}\">"), "templates/kept.html"))
                .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
                .overrideConfigKey("quarkus.cloudfront-signer.expires-in", "3s")
                .overrideConfigKey("quarkus.http.auth.form.enabled", "true")
                .overrideConfigKey("quarkus.security.users.embedded.enabled", "true")
                .overrideConfigKey("quarkus.security.users.embedded.plain-text", "true")
                .overrideConfigKey("quarkus.security.users.embedded.users.alice", "alice")
                .overrideConfigKey("quarkus.security.users.embedded.users.bob", "bob");
    }

    /** The cookie of a new session. */
    static String login(String user) {
        return "quarkus-credential=" + given().redirects().follow(false).formParam("j_username", user)
                .formParam("j_password", user).post("/j_security_check").cookie("quarkus-credential");
    }

    @Path("/kept")
    @Authenticated
    public static class Kept {

        private static final EntityTag VERSION = EntityTag.valueOf(TAG);
        private static final Date CHANGED = Date.from(Instant.parse("2026-01-01T00:00:00Z"));
        private static final String HLS = "application/vnd.apple.mpegurl";

        private final SecurityIdentity user;
        private final Service service;
        private final Template kept;
        private final AtomicInteger calls = new AtomicInteger();

        public Kept(SecurityIdentity user, Service service, Template kept) {
            this.user = user;
            this.service = service;
            this.kept = kept;
        }

        private String url() {
            return "/users/" + user.getPrincipal().getName() + "/a.txt";
        }

        private Picture picture() {
            return new Picture(url());
        }

        private String media() {
            return "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n" + url().replace(".txt", ".ts") + "\n#EXT-X-ENDLIST\n";
        }

        private String call() {
            return "call " + calls.incrementAndGet();
        }

        private static Response unless(Response.ResponseBuilder matching, Object entity) {
            return matching != null ? matching.build() : Response.ok(entity).tag(VERSION).lastModified(CHANGED).build();
        }

        @GET
        @Path("string")
        @SignedResource
        public String string() {
            return url();
        }

        @GET
        @Path("uni")
        @SignedResource
        public Uni<String> uni() {
            return Uni.createFrom().item(url());
        }

        @GET
        @Path("multi")
        @SignedResource(resource = "/users/{principal}/*")
        public Multi<String> multi() {
            return Multi.createFrom().items(url(), url());
        }

        @GET
        @Path("response")
        @SignedResource
        public Response response() {
            return Response.ok(url()).tag(VERSION).lastModified(CHANGED).build();
        }

        @GET
        @Path("redirect")
        @SignedResource
        public Response redirect() {
            return Response.seeOther(URI.create(url())).tag(VERSION).build();
        }

        @GET
        @Path("field")
        public Picture field() {
            return picture();
        }

        @GET
        @Path("template")
        public TemplateInstance template() {
            return kept.data("path", url());
        }

        @GET
        @Path("playlist")
        @Produces(HLS)
        @SignedResource(resource = "/users/{principal}/*")
        public String playlist() {
            return media();
        }

        @GET
        @Path("cookies")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/users/{principal}/*")
        public String cookies() {
            return call();
        }

        @GET
        @Path("service")
        public String service() {
            return service.sign(url());
        }

        @GET
        @Path("tag")
        @SignedResource
        public Response tag(@Context Request request) {
            return unless(request.evaluatePreconditions(VERSION), url());
        }

        @GET
        @Path("date")
        @SignedResource
        public Response date(@Context Request request) {
            return unless(request.evaluatePreconditions(CHANGED), url());
        }

        @GET
        @Path("own-header")
        @SignedResource
        public Response ownHeader(@HeaderParam("If-None-Match") String tag) {
            return unless(TAG.equals(tag) ? Response.notModified(VERSION) : null, url());
        }

        /** The filter asks before this method does. */
        @GET
        @Path("aborted")
        @SignedResource
        public String aborted() {
            return url();
        }

        @GET
        @Path("rest-field-tag")
        public RestResponse<Picture> restFieldTag(@Context Request request) {
            return request.evaluatePreconditions(VERSION) != null ? RestResponse.notModified()
                    : RestResponse.ResponseBuilder.ok(picture()).tag(VERSION).build();
        }

        @GET
        @Path("playlist-tag")
        @Produces(HLS)
        @SignedResource(resource = "/users/{principal}/*")
        public Response playlistTag(@Context Request request) {
            return unless(request.evaluatePreconditions(VERSION), media());
        }

        @GET
        @Path("cookies-tag")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/users/{principal}/*")
        public Response cookiesTag(@Context Request request) {
            return unless(request.evaluatePreconditions(VERSION), call());
        }

        @GET
        @Path("field-tag")
        @Produces("application/json")
        public Response fieldTag(@Context Request request) {
            return unless(request.evaluatePreconditions(VERSION), picture());
        }

        @GET
        @Path("template-tag")
        @Produces("text/html")
        public Response templateTag(@Context Request request) {
            return unless(request.evaluatePreconditions(VERSION), template());
        }

        @GET
        @Path("service-tag")
        public Response serviceTag(@Context Request request) {
            return unless(request.evaluatePreconditions(VERSION), service.sign(url()));
        }

        /** A request that changes something, but not a version that the caller does not know. */
        @PUT
        @Path("changed")
        @SignedResource
        public Response changed(@Context Request request) {
            return unless(request.evaluatePreconditions(VERSION), url());
        }

        @GET
        @Path("plain")
        public Response plain(@Context Request request) {
            return unless(request.evaluatePreconditions(VERSION), call());
        }
    }

    public record Picture(@SignedResource String url) {
    }

    @ApplicationScoped
    public static class Service {

        @SignedResource
        String sign(String url) {
            return url;
        }
    }

    @ApplicationScoped
    @PermitAll
    public static class Headers {

        private final AtomicInteger answers = new AtomicInteger();

        @ServerRequestFilter(preMatching = true)
        public void readEarly(ContainerRequestContext request) {
            request.getHeaders().size();
        }

        @ServerRequestFilter
        public Response abort(ContainerRequestContext request) {
            return request.getUriInfo().getPath().endsWith("/aborted")
                    && request.getRequest().evaluatePreconditions(EntityTag.valueOf(TAG)) != null
                            ? Response.notModified(TAG).build()
                            : null;
        }

        @ServerResponseFilter
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            var query = request.getUriInfo().getQueryParameters();
            if (!"late".equals(query.getFirst("place"))) {
                chosen(query.getFirst("headers")).forEach(response.getHeaders()::putSingle);
            }
        }

        void route(@Observes Router router) {
            router.route().order(-1_000).handler(context -> {
                context.response().putHeader("Answer", answers.incrementAndGet()
                        + (context.request().headers().contains("If-None-Match") ? " revalidated" : ""));
                if ("late".equals(context.request().getParam("place"))) {
                    context.addHeadersEndHandler(ignored -> chosen(context.request().getParam("headers"))
                            .forEach(context.response().headers()::set));
                }
                context.next();
            });
        }

        private static Map<String, String> chosen(String headers) {
            return headers == null ? Map.of() : HEADERS.get(headers);
        }
    }
}
