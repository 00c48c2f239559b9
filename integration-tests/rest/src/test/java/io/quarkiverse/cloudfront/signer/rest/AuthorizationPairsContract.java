package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWithIgnoringCase;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.spi.runtime.AuthorizationFailureEvent;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.quarkus.vertx.http.security.AuthorizationPolicy;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Pairs of endpoints, of which only one signs. It never accepts a caller that the other one refuses. Alice is a viewer, and Bob
 * an administrator.
 */
abstract class AuthorizationPairsContract {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    @Inject
    Failures failures;

    @ParameterizedTest
    @ValueSource(strings = { "unannotated/url", "unannotated/uni", "unannotated/multi", "unannotated/events",
            "unannotated/object", "unannotated/cookies", "class/url", "class/permitted", "partly/unannotated", "partly/admins",
            "inherited/url", "inherited/own", "interface/url", "permission/url", "meta-permission/url", "policy/url",
            "policy-class/url", "bean/url", "bean/uni", "bean/multi", "bean/stage", "paths/roles", "paths/denied", "paths/rest",
            "paths/custom" })
    void endpointThatSigns_isNeverOpenToMoreUsers(String path) {
        assertPair(path, null);
        assertPair(path, "alice");
        assertPair(path, "bob");
    }

    @ParameterizedTest
    @ValueSource(strings = { "unannotated/url", "unannotated/uni", "unannotated/multi", "unannotated/events",
            "unannotated/object", "unannotated/cookies", "partly/unannotated", "inherited/own", "bean/url",
            "bean/uni", "bean/multi", "bean/stage" })
    void anonymousRequest_isAskedToLogIn(String path) {
        given().get("/signed/" + path).then().statusCode(UNAUTHORIZED)
                .header("WWW-Authenticate", startsWithIgnoringCase("basic"));
    }

    @Test
    void anonymousRequest_isRejectedBeforeItsBodyIsRead() {
        given().contentType("application/json").body("no JSON").post("/signed/unannotated/body").then()
                .statusCode(UNAUTHORIZED);
    }

    @Test
    void refusal_isASecurityEvent() {
        int before = failures.count.get();
        given().get("/signed/bean/url").then().statusCode(UNAUTHORIZED);
        given().get("/signed/unannotated/url").then().statusCode(UNAUTHORIZED);
        assertThat(failures.count.get() - before).isEqualTo(2);
    }

    private static void assertPair(String path, String user) {
        int plain = status("/plain/" + path, user);
        int signed = status("/signed/" + path, user);
        if (plain == OK && user != null) {
            assertThat(signed).as("%s as %s", path, user).isEqualTo(OK);
        } else if (plain == OK) {
            assertThat(signed).as("%s as nobody", path).isIn(OK, UNAUTHORIZED);
        } else {
            assertThat(signed).as("%s as %s", path, user).isEqualTo(plain);
        }
    }

    static int status(String path, String user) {
        RequestSpecification request = user == null ? given() : given().auth().preemptive().basic(user, user);
        return path.endsWith("/events") ? request.accept("text/event-stream").get(path).statusCode()
                : request.get(path).statusCode();
    }

    public record Signed(@SignedResource String url) {
    }

    public record Plain(String url) {
    }

    @Path("/plain/unannotated")
    public static class PlainUnannotated {

        @GET
        @Path("url")
        public String url() {
            return "/a.txt";
        }

        @GET
        @Path("uni")
        public Uni<String> uni() {
            return Uni.createFrom().item("/a.txt");
        }

        @GET
        @Path("multi")
        public Multi<String> multi() {
            return Multi.createFrom().item("/a.txt");
        }

        @GET
        @Path("events")
        @Produces("text/event-stream")
        public Multi<String> events() {
            return Multi.createFrom().item("/a.txt");
        }

        @GET
        @Path("object")
        public Plain object() {
            return new Plain("/a.txt");
        }

        @GET
        @Path("cookies")
        public String cookies() {
            return "welcome";
        }
    }

    @Path("/signed/unannotated")
    public static class SignedUnannotated {

        @GET
        @Path("url")
        @SignedResource
        public String url() {
            return "/a.txt";
        }

        @GET
        @Path("uni")
        @SignedResource
        public Uni<String> uni() {
            return Uni.createFrom().item("/a.txt");
        }

        @GET
        @Path("multi")
        @SignedResource
        public Multi<String> multi() {
            return Multi.createFrom().item("/a.txt");
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
        public Signed object() {
            return new Signed("/a.txt");
        }

        @GET
        @Path("cookies")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/*")
        public String cookies() {
            return "welcome";
        }

        @POST
        @Path("body")
        @Consumes("application/json")
        @SignedResource
        public String body(Plain body) {
            return body.url();
        }
    }

    @Path("/plain/class")
    @RolesAllowed("admin")
    public static class PlainClass {

        @GET
        @Path("url")
        public String url() {
            return "/a.txt";
        }

        @GET
        @Path("permitted")
        @PermitAll
        public String permitted() {
            return "/a.txt";
        }
    }

    @Path("/signed/class")
    @RolesAllowed("admin")
    @SignedResource
    public static class SignedClass {

        @GET
        @Path("url")
        public String url() {
            return "/a.txt";
        }

        @GET
        @Path("permitted")
        @PermitAll
        public String permitted() {
            return "/a.txt";
        }
    }

    @Path("/plain/partly")
    public static class PlainPartly {

        @GET
        @Path("unannotated")
        public String unannotated() {
            return "/a.txt";
        }

        @GET
        @Path("admins")
        @RolesAllowed("admin")
        public String admins() {
            return "/a.txt";
        }
    }

    @Path("/signed/partly")
    public static class SignedPartly {

        @GET
        @Path("unannotated")
        @SignedResource
        public String unannotated() {
            return "/a.txt";
        }

        @GET
        @Path("admins")
        @RolesAllowed("admin")
        @SignedResource
        public String admins() {
            return "/a.txt";
        }
    }

    public abstract static class PlainAbove {

        @GET
        @Path("url")
        @RolesAllowed("admin")
        public abstract String url();
    }

    @Path("/plain/inherited")
    public static class PlainInheriting extends PlainAbove {

        @Override
        public String url() {
            return "/a.txt";
        }

        @GET
        @Path("own")
        public String own() {
            return "/a.txt";
        }
    }

    public abstract static class SignedAbove {

        @GET
        @Path("url")
        @RolesAllowed("admin")
        @SignedResource
        public abstract String url();
    }

    @Path("/signed/inherited")
    public static class SignedInheriting extends SignedAbove {

        @Override
        public String url() {
            return "/a.txt";
        }

        @GET
        @Path("own")
        @SignedResource
        public String own() {
            return "/a.txt";
        }
    }

    @Path("/plain/interface")
    public interface PlainApi {

        @GET
        @Path("url")
        @RolesAllowed("admin")
        String url();
    }

    public static class PlainImplementing implements PlainApi {

        @Override
        public String url() {
            return "/a.txt";
        }
    }

    @Path("/signed/interface")
    public interface SignedApi {

        @GET
        @Path("url")
        @RolesAllowed("admin")
        @SignedResource
        String url();
    }

    public static class SignedImplementing implements SignedApi {

        @Override
        public String url() {
            return "/a.txt";
        }
    }

    @Path("/plain/permission")
    public static class PlainPermission {

        @GET
        @Path("url")
        @PermissionsAllowed("see")
        public String url() {
            return "/a.txt";
        }
    }

    @Path("/signed/permission")
    public static class SignedPermission {

        @GET
        @Path("url")
        @PermissionsAllowed("see")
        @SignedResource
        public String url() {
            return "/a.txt";
        }
    }

    @PermissionsAllowed("see")
    @Retention(RetentionPolicy.RUNTIME)
    public @interface CanSee {
    }

    @Path("/plain/meta-permission")
    public static class PlainMetaPermission {

        @GET
        @Path("url")
        @CanSee
        public String url() {
            return "/a.txt";
        }
    }

    @Path("/signed/meta-permission")
    public static class SignedMetaPermission {

        @GET
        @Path("url")
        @CanSee
        @SignedResource
        public String url() {
            return "/a.txt";
        }
    }

    @Path("/plain/policy")
    public static class PlainPolicy {

        @GET
        @Path("url")
        @AuthorizationPolicy(name = "only-bob")
        public String url() {
            return "/a.txt";
        }
    }

    @Path("/signed/policy")
    public static class SignedPolicy {

        @GET
        @Path("url")
        @AuthorizationPolicy(name = "only-bob")
        @SignedResource
        public String url() {
            return "/a.txt";
        }
    }

    @Path("/plain/policy-class")
    @AuthorizationPolicy(name = "only-bob")
    public static class PlainPolicyClass {

        @GET
        @Path("url")
        public String url() {
            return "/a.txt";
        }
    }

    @Path("/signed/policy-class")
    @AuthorizationPolicy(name = "only-bob")
    public static class SignedPolicyClass {

        @GET
        @Path("url")
        public Signed url() {
            return new Signed("/a.txt");
        }
    }

    @Singleton
    public static class PlainBean {

        public String url() {
            return "/a.txt";
        }

        public Uni<String> uni() {
            return Uni.createFrom().item("/a.txt");
        }

        public Multi<String> multi() {
            return Multi.createFrom().item("/a.txt");
        }

        public CompletionStage<String> stage() {
            return CompletableFuture.completedFuture("/a.txt");
        }
    }

    @Path("/plain/bean")
    @PermitAll
    public static class PlainCaller {

        private final PlainBean bean;

        PlainCaller(PlainBean bean) {
            this.bean = bean;
        }

        @GET
        @Path("url")
        public String url() {
            return bean.url();
        }

        @GET
        @Path("uni")
        public Uni<String> uni() {
            return bean.uni();
        }

        @GET
        @Path("multi")
        public Uni<String> multi() {
            return bean.multi().toUni();
        }

        @GET
        @Path("stage")
        public CompletionStage<String> stage() {
            return bean.stage();
        }
    }

    @Singleton
    public static class SignedBean {

        @SignedResource
        public String url() {
            return "/a.txt";
        }

        @SignedResource
        public Uni<String> uni() {
            return Uni.createFrom().item("/a.txt");
        }

        @SignedResource
        public Multi<String> multi() {
            return Multi.createFrom().item("/a.txt");
        }

        @SignedResource
        public CompletionStage<String> stage() {
            return CompletableFuture.completedFuture("/a.txt");
        }
    }

    @Path("/signed/bean")
    @PermitAll
    public static class SignedCaller {

        private final SignedBean bean;

        SignedCaller(SignedBean bean) {
            this.bean = bean;
        }

        @GET
        @Path("url")
        public String url() {
            return bean.url();
        }

        @GET
        @Path("uni")
        public Uni<String> uni() {
            return bean.uni();
        }

        @GET
        @Path("multi")
        public Uni<String> multi() {
            return bean.multi().toUni();
        }

        @GET
        @Path("stage")
        public CompletionStage<String> stage() {
            return bean.stage();
        }
    }

    @Path("/plain/paths/{path}")
    public static class PlainPaths {

        @GET
        public String url() {
            return "/a.txt";
        }
    }

    @Path("/signed/paths/{path}")
    public static class SignedPaths {

        @GET
        @SignedResource
        public String url() {
            return "/a.txt";
        }
    }

    @Singleton
    public static class Failures {

        private final AtomicInteger count = new AtomicInteger();

        void count(@Observes AuthorizationFailureEvent event) {
            count.incrementAndGet();
        }
    }

    @Singleton
    public static class OnlyBob implements HttpSecurityPolicy {

        @Override
        public Uni<CheckResult> checkPermission(RoutingContext request, Uni<SecurityIdentity> identity,
                AuthorizationRequestContext requestContext) {
            return identity.map(user -> "bob".equals(user.getPrincipal().getName()) ? CheckResult.PERMIT : CheckResult.DENY);
        }

        @Override
        public String name() {
            return "only-bob";
        }
    }
}
