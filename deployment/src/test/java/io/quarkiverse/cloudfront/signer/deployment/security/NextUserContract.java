package io.quarkiverse.cloudfront.signer.deployment.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TrustedAuthenticationRequest;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Two users of one browser, one after the other, with each kind of login.
 */
abstract class NextUserContract {

    private static final String USER = "X-Badge";

    private final Map<String, String> browser = new LinkedHashMap<>();

    static QuarkusUnitTest application() {
        return new QuarkusUnitTest().withApplicationRoot(root -> root.addClasses(Videos.class, Badges.class))
                .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
                .overrideConfigKey("quarkus.http.auth.basic", "true")
                .overrideConfigKey("quarkus.http.auth.form.enabled", "true")
                .overrideConfigKey("quarkus.http.auth.permission.route.paths", "/route")
                .overrideConfigKey("quarkus.http.auth.permission.route.policy", "authenticated")
                .overrideConfigKey("quarkus.security.users.embedded.enabled", "true")
                .overrideConfigKey("quarkus.security.users.embedded.plain-text", "true")
                .overrideConfigKey("quarkus.security.users.embedded.users.alice", "alice")
                .overrideConfigKey("quarkus.security.users.embedded.users.bob", "bob");
    }

    enum Login {

        BASIC {
            @Override
            RequestSpecification as(String user, RequestSpecification request) {
                return request.auth().preemptive().basic(user, user);
            }
        },
        FORM {
            @Override
            RequestSpecification as(String user, RequestSpecification request) {
                String session = given().redirects().follow(false).formParam("j_username", user).formParam("j_password", user)
                        .post("/j_security_check").cookie("quarkus-credential");
                return request.cookie("quarkus-credential", session);
            }
        },
        OF_THE_APPLICATION {
            @Override
            RequestSpecification as(String user, RequestSpecification request) {
                return request.header(USER, user);
            }
        };

        abstract RequestSpecification as(String user, RequestSpecification request);
    }

    private Response get(Login login, String user, String path) {
        RequestSpecification request = given().cookies(browser).redirects().follow(false);
        return (login == null ? request : login.as(user, request)).get(path);
    }

    void receiveCookies(Login login, String user) {
        Response granted = get(login, user, "/videos/access");
        assertThat(granted.statusCode()).isEqualTo(204);
        for (Cookie cookie : granted.detailedCookies()) {
            browser.put(cookie.getName(), cookie.getValue());
        }
        assertThat(browser.keySet()).anyMatch(name -> name.startsWith("q_cloudfront_"));
    }

    static boolean clears(Response response) {
        boolean clears = response.headers().getValues("Set-Cookie").stream()
                .anyMatch(cookie -> cookie.startsWith("CloudFront-Policy=; Max-Age=0; Path=/videos/"));
        assertThat("private, no-store".equals(response.header("Cache-Control"))).isEqualTo(clears);
        return clears;
    }

    /** Of an anonymous request if there is no login. */
    boolean clears(Login login, String user, String path) {
        return clears(get(login, user, path));
    }

    @ParameterizedTest
    @ValueSource(strings = { "BASIC", "FORM", "OF_THE_APPLICATION" })
    void nextUser_losesTheGrantsOfTheFormer(String name) {
        Login login = Login.valueOf(name);
        receiveCookies(login, "alice");

        for (String path : List.of("/videos/plain", "/videos/stream", "/videos/denied", "/route")) {
            assertThat(clears(login, "alice", path)).as("alice " + path).isFalse();
            assertThat(clears(login, "bob", path)).as("bob " + path).isTrue();
        }
        assertThat(get(login, "bob", "/videos/denied").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = { "BASIC", "FORM", "OF_THE_APPLICATION" })
    void userOfAnotherLogin_isTheSameByName(String name) {
        Login login = Login.valueOf(name);
        receiveCookies(Login.BASIC, "alice");

        assertThat(clears(login, "alice", "/videos/plain")).isFalse();
        assertThat(clears(login, "bob", "/videos/plain")).isTrue();
    }

    @Test
    void anonymousRequest_clearsNothing() {
        receiveCookies(Login.FORM, "alice");

        for (String path : List.of("/videos/open", "/videos/plain", "/route", "/missing")) {
            assertThat(clears(null, null, path)).as(path).isFalse();
        }
    }

    @Path("/videos")
    public static class Videos {

        void route(@Observes Router router) {
            router.get("/route").handler(context -> context.end("a"));
        }

        @GET
        @Path("access")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/videos/*")
        public void access() {
        }

        @GET
        @Path("plain")
        @Authenticated
        public String plain() {
            return "a";
        }

        @GET
        @Path("stream")
        @Authenticated
        @org.jboss.resteasy.reactive.RestStreamElementType("text/plain")
        public Multi<String> stream() {
            return Multi.createFrom().items("a", "b");
        }

        @GET
        @Path("denied")
        @RolesAllowed("nobody")
        public String denied() {
            return "a";
        }

        @GET
        @Path("open")
        @PermitAll
        public String open() {
            return "a";
        }
    }

    /**
     * Trusts whom a header names.
     */
    @ApplicationScoped
    public static class Badges implements HttpAuthenticationMechanism {

        @Override
        public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
            String user = context.request().getHeader(USER);
            return user == null ? Uni.createFrom().nullItem() : identities.authenticate(new TrustedAuthenticationRequest(user));
        }

        @Override
        public Uni<ChallengeData> getChallenge(RoutingContext context) {
            return Uni.createFrom().item(new ChallengeData(401, null, null));
        }

        @Override
        public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
            return Set.of(TrustedAuthenticationRequest.class);
        }
    }
}
