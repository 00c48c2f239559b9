package io.quarkiverse.cloudfront.signer.frameworks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkiverse.cloudfront.signer.fixtures.TestTokens;
import io.quarkus.arc.Arc;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.ExtractableResponse;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Templates that are rendered for a user. Their URLs expire no later than the user's token, on any thread.
 */
@Tag("nightly")
class TemplateUserTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Pages.class)
                    .addAsResource(new StringAsset("{cloudfront:url('/a.txt')}"), "templates/Pages/url.txt")
                    .addAsResource(new StringAsset("{cloudfront:url('/a.txt', 'unbound')}"), "templates/Pages/unbound.txt")
                    .addAsResource(new StringAsset("{#cloudfront resource='/*'}{cloudfront:url('/a.txt')}{/cloudfront}"),
                            "templates/Pages/section.txt")
                    .addAsResource(new StringAsset("{#let when=later}{cloudfront:url(when)}{/let}"), "templates/elsewhere.txt")
                    .addAsResource(new StringAsset(
                            "{#let when=later}{#cloudfront resource='/*'}{cloudfront:url(when)}{/cloudfront}{/let}"),
                            "templates/sectionElsewhere.txt")
                    .addAsResource(new StringAsset("""
                            {#cloudfront resource='/users/{principal}/{claim.tenant}/*'}\
                            {cloudfront:url('/users/alice@example.com/a%2Fb/1.jpg')}{/cloudfront}"""),
                            "templates/Pages/placeholders.txt"))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.cloudfront-signer.expires-in", "1h")
            .overrideConfigKey("quarkus.cloudfront-signer.\"unbound\".expires-in", "1h")
            .overrideConfigKey("quarkus.cloudfront-signer.\"unbound\".bound-to-token", "false")
            .overrideConfigKey("quarkus.http.auth.proactive", "false")
            .overrideConfigKey("mp.jwt.verify.issuer", TestTokens.ISSUER)
            .overrideConfigKey("mp.jwt.verify.publickey", TestTokens.publicKey());

    @Inject
    Template elsewhere;

    private static ExtractableResponse<?> get(String path, UnaryOperator<JwtClaimsBuilder> claims) {
        String token = TestTokens.of("alice",
                made -> claims.apply(made.upn("alice@example.com").claim("tenant", "a/b")));
        return given().auth().preemptive().oauth2(token).get("/pages/" + path).then().extract();
    }

    @ParameterizedTest
    @ValueSource(strings = { "blocking", "non-blocking", "uni", "chunks", "section", "section-non-blocking", "elsewhere",
            "elsewhere-non-blocking", "section-elsewhere", "section-elsewhere-non-blocking", "permitted" })
    void url_expiresWithTheToken(String path) {
        Instant end = Instant.now().plusSeconds(600);

        String url = get(path, token -> token.expiresAt(end)).body().asString();

        assertThat(SignedUrls.expiry(url)).isEqualTo(end.getEpochSecond());
        assertThat(SignedUrls.status(url)).isEqualTo(200);
    }

    @Test
    void longLivedToken_leavesTheLifetimeAsConfigured() {
        assertThat(SignedUrls.expiry(get("blocking", token -> token).body().asString()))
                .isBetween(Instant.now().plusSeconds(3_500).getEpochSecond(),
                        Instant.now().plusSeconds(3_600).getEpochSecond());
    }

    @Test
    void signerThatIsNotBound_ignoresTheToken() {
        Instant end = Instant.now().plusSeconds(600);

        assertThat(SignedUrls.expiry(get("unbound", token -> token.expiresAt(end)).body().asString()))
                .isGreaterThan(end.getEpochSecond() + 2_000);
    }

    @ParameterizedTest
    @ValueSource(strings = { "blocking", "uni", "section", "chunks" })
    void expiredToken_isRejected(String path) {
        // the token has expired, but is accepted within the grace period; nothing is signed for it
        ExtractableResponse<?> response = get(path, token -> token.issuedAt(1).expiresAt(Instant.now().minusSeconds(30)));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body().asString()).doesNotContain("a.txt");
    }

    @Test
    void section_isForItsUserOnly() {
        assertThat(SignedUrls.resource(get("placeholders", token -> token).body().asString()))
                .endsWith("/users/alice@example.com/a%2Fb/*");
        assertThat(get("placeholders", token -> token.claim("tenant", "other")).statusCode()).isEqualTo(500);
    }

    @Test
    void missingClaim_isForbidden() {
        ExtractableResponse<?> response = get("placeholders", token -> token.remove("tenant"));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body().asString()).doesNotContain("tenant");
    }

    @ParameterizedTest
    @ValueSource(strings = { "cookies", "cookies-non-blocking", "cookies-uni" })
    void templateOfAMethodThatSetsCookies_leavesWithThem(String path) {
        ExtractableResponse<?> response = get(path, token -> token);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(SignedUrls.status(response.body().asString())).isEqualTo(200);
        assertThat(response.headers().getValues("Set-Cookie")).filteredOn(cookie -> cookie.startsWith("CloudFront-"))
                .hasSize(4);
    }

    @Test
    void templateOnAThreadWithoutTheContext_isNotRendered() {
        assertThatThrownBy(() -> elsewhere.data("later", "/a.txt").render())
                .hasStackTraceContaining("this thread does not have the request's context");
    }

    @Test
    void templateForNoUser_isSigned() {
        Arc.container().requestContext().activate();
        try {
            String url = elsewhere.data("later", "/a.txt").render();

            assertThat(SignedUrls.expiry(url)).isGreaterThan(Instant.now().plusSeconds(3_000).getEpochSecond());
            assertThat(SignedUrls.status(url)).isEqualTo(200);
        } finally {
            Arc.container().requestContext().terminate();
        }
    }

    @Path("/pages")
    @Authenticated
    public static class Pages {

        @CheckedTemplate
        static class Templates {

            static native TemplateInstance url();

            static native TemplateInstance unbound();

            static native TemplateInstance section();

            static native TemplateInstance placeholders();
        }

        private final Template elsewhere;
        private final Template sectionElsewhere;

        public Pages(Template elsewhere, Template sectionElsewhere) {
            this.elsewhere = elsewhere;
            this.sectionElsewhere = sectionElsewhere;
        }

        /**
         * On a thread without the request's context.
         */
        private static CompletableFuture<String> later() {
            return CompletableFuture.supplyAsync(() -> "/a.txt",
                    CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS, command -> new Thread(command).start()));
        }

        @GET
        @Path("blocking")
        @Blocking
        public TemplateInstance blocking() {
            return Templates.url();
        }

        @GET
        @Path("non-blocking")
        @NonBlocking
        public TemplateInstance nonBlocking() {
            return Templates.url();
        }

        @GET
        @Path("cookies")
        @Blocking
        @SignedResource(delivery = Delivery.COOKIES, resource = "/*")
        public TemplateInstance cookies() {
            return Templates.url();
        }

        @GET
        @Path("cookies-non-blocking")
        @NonBlocking
        @SignedResource(delivery = Delivery.COOKIES, resource = "/*")
        public TemplateInstance cookiesNonBlocking() {
            return Templates.url();
        }

        @GET
        @Path("cookies-uni")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/*")
        public Uni<TemplateInstance> cookiesUni() {
            return Uni.createFrom().item(Templates.url());
        }

        @GET
        @Path("uni")
        public Uni<String> uni() {
            return Templates.url().createUni();
        }

        @GET
        @Path("chunks")
        public Multi<String> chunks() {
            return Templates.url().createMulti();
        }

        @GET
        @Path("section")
        @Blocking
        public TemplateInstance section() {
            return Templates.section();
        }

        @GET
        @Path("section-non-blocking")
        @NonBlocking
        public TemplateInstance sectionNonBlocking() {
            return Templates.section();
        }

        @GET
        @Path("elsewhere")
        @Blocking
        public TemplateInstance elsewhere() {
            return elsewhere.data("later", later());
        }

        @GET
        @Path("elsewhere-non-blocking")
        @NonBlocking
        public TemplateInstance elsewhereNonBlocking() {
            return elsewhere.data("later", later());
        }

        @GET
        @Path("section-elsewhere")
        @Blocking
        public TemplateInstance sectionElsewhere() {
            return sectionElsewhere.data("later", later());
        }

        @GET
        @Path("section-elsewhere-non-blocking")
        @NonBlocking
        public TemplateInstance sectionElsewhereNonBlocking() {
            return sectionElsewhere.data("later", later());
        }

        /**
         * Everybody may see the page. For users who have logged in, the token still limits the expiry.
         */
        @GET
        @Path("permitted")
        @PermitAll
        public TemplateInstance permitted() {
            return Templates.url();
        }

        @GET
        @Path("unbound")
        public TemplateInstance unbound() {
            return Templates.unbound();
        }

        @GET
        @Path("placeholders")
        public TemplateInstance placeholders() {
            return Templates.placeholders();
        }
    }
}
