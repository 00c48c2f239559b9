package io.quarkiverse.cloudfront.signer.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.FreePort;
import io.quarkiverse.cloudfront.signer.fixtures.NodeServer;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.security.Authenticated;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The npm package oidc-provider: a code flow with PKCE, opaque access tokens, refresh tokens for single use, and two tenants in
 * one browser. The access token expires before the ID token, and only {@code shop} verifies it.
 */
@Tag("nightly")
@NeedsProgram(Program.NPM)
class OidcProviderTest {

    private static final String SECRET = "a-secret-of-at-least-thirty-two-characters";
    private static final String APPLICATION = "http://localhost:" + port();
    /** Set for all tests of this module, so that the configuration of other tests does not override it. */
    private static final String TEST_PORT = "quarkus.http.test-port";
    private static final int ACCESS_TOKEN = 300;
    private static final int ID_TOKEN = 600;

    @RegisterExtension
    static final QuarkusUnitTest TEST = webApp(webApp(tenant(new QuarkusUnitTest(), "api"), "shop"), "club")
            .withApplicationRoot(root -> root.addClasses(Shop.class, Club.class, Api.class, NodeProvider.class,
                    NodeServer.class, TestBrowser.class, Program.class))
            .setBeforeAllCustomizer(() -> System.setProperty(TEST_PORT, port()))
            .setAfterAllCustomizer(() -> System.setProperty(TEST_PORT, "0"))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-oidc", System.getProperty("version.quarkus"))))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.cloudfront-signer.expires-in", "1h")
            .overrideConfigKey("quarkus.smallrye-jwt.enabled", "false")
            .overrideConfigKey("quarkus.keycloak.devservices.enabled", "false")
            .overrideConfigKey("quarkus.oidc.tenant-enabled", "false")
            .overrideConfigKey("quarkus.oidc.shop.authentication.verify-access-token", "true")
            .overrideConfigKey("quarkus.oidc.shop.token-state-manager.split-tokens", "true")
            .overrideConfigKey("quarkus.oidc.shop.logout.backchannel.path", "/shop/back")
            .overrideConfigKey("quarkus.oidc.club.logout.path", "/club/logout")
            .overrideConfigKey("quarkus.oidc.club.logout.post-logout-path", "/club/left")
            // with each request
            .overrideConfigKey("quarkus.oidc.club.token.refresh-expired", "true")
            .overrideConfigKey("quarkus.oidc.club.token.refresh-token-time-skew", "2h");

    private static String port() {
        String property = OidcProviderTest.class.getName() + ".port";
        if (System.getProperty(property) == null) {
            System.setProperty(property, String.valueOf(FreePort.find()));
        }
        return System.getProperty(property);
    }

    private static QuarkusUnitTest tenant(QuarkusUnitTest test, String tenant) {
        String prefix = "quarkus.oidc." + tenant + ".";
        return test.overrideConfigKey(prefix + "auth-server-url", NodeProvider.url(APPLICATION, SECRET))
                .overrideConfigKey(prefix + "client-id", tenant)
                .overrideConfigKey(prefix + "credentials.secret", SECRET)
                .overrideConfigKey(prefix + "tenant-paths", "/" + tenant + "/*");
    }

    private static QuarkusUnitTest webApp(QuarkusUnitTest test, String tenant) {
        String prefix = "quarkus.oidc." + tenant + ".";
        return tenant(test, tenant).overrideConfigKey(prefix + "application-type", "web-app")
                .overrideConfigKey(prefix + "authentication.pkce-required", "true")
                .overrideConfigKey(prefix + "authentication.forward-params", "login_hint")
                .overrideConfigKey(prefix + "authentication.cookie-path", "/" + tenant);
    }

    private final TestBrowser browser = new TestBrowser();

    private void logIn(String tenant) {
        HttpResponse<String> response = browser.get(APPLICATION + "/" + tenant + "/access?login_hint=alice");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("alice");
        assertThat(browser.granted()).contains("/" + tenant + "/alice/");
    }

    private long grantedSeconds(String tenant) {
        return SignedUrls.expiry(browser.get(APPLICATION + "/" + tenant + "/url").body()) - Instant.now().getEpochSecond();
    }

    @Test
    void verifiedOpaqueAccessToken_limitsTheGrant() {
        logIn("shop");

        assertThat(grantedSeconds("shop")).isBetween(1L, (long) ACCESS_TOKEN);
    }

    @Test
    void refreshedSession_getsGrantsUntilTheNewIdTokenExpires() {
        logIn("club");

        for (int i = 0; i < 3; i++) {
            String session = browser.cookie("q_session_club");
            assertThat(grantedSeconds("club")).isBetween(ACCESS_TOKEN + 1L, (long) ID_TOKEN);
            assertThat(browser.cookie("q_session_club")).isNotEqualTo(session);
            assertThat(browser.cleared()).isEmpty();
        }
    }

    @Test
    void opaqueBearerToken_limitsTheGrantAndNamesTheUser() {
        logIn("shop");
        String token = browser.get(APPLICATION + "/shop/token").body();
        assertThat(token).doesNotContain(".");

        String url = new TestBrowser().get(APPLICATION + "/api/url", token).body();

        assertThat(SignedUrls.resource(url)).endsWith("/users/alice/*");
        assertThat(SignedUrls.expiry(url) - Instant.now().getEpochSecond()).isBetween(1L, (long) ACCESS_TOKEN);
        assertThat(new TestBrowser().get(APPLICATION + "/api/url", token + "x").statusCode()).isEqualTo(401);
    }

    @Test
    void logoutOfATenant_leavesTheOthersGrants() {
        logIn("shop");
        logIn("club");
        assertThat(browser.cleared()).isEmpty();

        HttpResponse<String> question = browser.get(APPLICATION + "/club/logout");

        assertThat(question.uri().toString()).as(question.body()).startsWith(NodeProvider.url(APPLICATION, SECRET));
        assertThat(question.statusCode()).as(question.body()).isEqualTo(200);
        assertThat(browser.cleared()).containsExactly("/club/alice/");
        assertThat(browser.granted()).containsExactly("/shop/alice/");
        browser.get(APPLICATION + "/shop/access");
        assertThat(browser.cleared()).isEmpty();
    }

    @Test
    void logoutAtTheProvider_clearsTheGrantsWithTheNextRequest() {
        logIn("shop");
        HttpResponse<String> question = browser.get(NodeProvider.url(APPLICATION, SECRET) + "/session/end");
        Matcher form = Pattern.compile("name=\"xsrf\" value=\"([^\"]*)\"").matcher(question.body());
        assertThat(form.find()).as(question.body()).isTrue();

        HttpResponse<String> done = browser.post(question.uri() + "/confirm", "logout=yes&xsrf=" + form.group(1));

        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(browser.granted()).containsExactly("/shop/alice/");
        browser.get(APPLICATION + "/shop/access");
        assertThat(browser.cleared()).contains("/shop/alice/");
    }

    @Path("/shop")
    public static class Shop {

        @Inject
        SecurityIdentity user;

        @GET
        @Path("access")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/shop/{claim.sub}/*")
        public String access() {
            return user.getPrincipal().getName();
        }

        @GET
        @Path("url")
        @SignedResource
        public String url() {
            return "/a.txt";
        }

        @GET
        @Path("token")
        @Authenticated
        public String token() {
            return user.getCredentials().stream().filter(TokenCredential.class::isInstance).map(TokenCredential.class::cast)
                    .filter(token -> "bearer".equals(token.getType())).findFirst().orElseThrow().getToken();
        }
    }

    @Path("/club")
    public static class Club {

        @Inject
        SecurityIdentity user;

        @GET
        @Path("access")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/club/{claim.sub}/*")
        public String access() {
            return user.getPrincipal().getName();
        }

        @GET
        @Path("url")
        @SignedResource
        public String url() {
            return "/a.txt";
        }
    }

    @Path("/api")
    public static class Api {

        @GET
        @Path("url")
        @SignedResource(resource = "/users/{claim.sub}/*")
        public String url() {
            return "/users/alice/a.txt";
        }
    }
}
