package io.quarkiverse.cloudfront.signer.frameworks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.Download;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.TestTokens;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.ExtractableResponse;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A distribution whose tenants have domains of their own. A grant is for the domain of the user's tenant, however it is
 * delivered.
 */
abstract class TenantDomainsContract {

    static final Pattern URL = Pattern.compile("http://[^\"\\s]*");

    static QuarkusUnitTest application(Class<?>... further) {
        return new QuarkusUnitTest()
                .withApplicationRoot(root -> root.addClasses(Media.class, TenantDomainsContract.class).addClasses(further)
                        .addAsResource(new StringAsset("{cloudfront:url('/a.txt')}"), "templates/Media/page.txt"))
                .overrideConfigKey("quarkus.cloudfront-signer.url", "https://{claim.tenant}.media.example.com")
                .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", origin())
                .overrideConfigKey("mp.jwt.verify.issuer", TestTokens.ISSUER)
                .overrideConfigKey("mp.jwt.verify.publickey", TestTokens.publicKey())
                .setLogRecordPredicate(record -> record.getMessage().startsWith("The local CloudFront edge is at"))
                .assertLogRecords(records -> assertThat(records).singleElement()
                        .satisfies(record -> assertThat(String.valueOf(record.getParameters()[0]))
                                .matches("http://\\{claim\\.tenant}\\.localhost:\\d+")));
    }

    private static String origin() {
        try {
            Path origin = Files.createTempDirectory("tenants");
            for (String tenant : List.of("acme", "beta")) {
                Files.createDirectory(origin.resolve(tenant));
                Files.writeString(origin.resolve(tenant).resolve("a.txt"), tenant);
                Files.writeString(origin.resolve(tenant).resolve("a.m3u8"), "#EXTM3U\n#EXTINF:2,\na.txt\n");
            }
            return origin.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ExtractableResponse<?> get(String path, UnaryOperator<JwtClaimsBuilder> claims) {
        return given().auth().preemptive().oauth2(TestTokens.of("alice", claims)).get("/files/" + path).then().extract();
    }

    private static ExtractableResponse<?> get(String path, String tenant) {
        return get(path, token -> token.claim("tenant", tenant));
    }

    /**
     * The edge's response, without a name service that knows the domain.
     */
    static ExtractableResponse<?> fetch(String url, String host, String... cookies) {
        URI uri = URI.create(url);
        return given().urlEncodingEnabled(false).header("Host", host + ":" + uri.getPort())
                .headers(cookies.length == 0 ? Map.of() : Map.of("Cookie", String.join("; ", cookies)))
                .get("http://localhost:" + uri.getPort() + uri.getRawPath()
                        + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()))
                .then().extract();
    }

    @ParameterizedTest
    @ValueSource(strings = { "url", "later", "stream", "fields", "resource", "download", "page", "playlist" })
    void urls_areForTheDomainOfTheUsersTenant(String path) {
        for (String tenant : List.of("acme", "beta")) {
            Matcher urls = URL.matcher(get(path, tenant).body().asString());
            int found = 0;
            while (urls.find()) {
                String url = urls.group();
                assertThat(URI.create(url).getHost()).isEqualTo(tenant + ".localhost");
                assertThat(fetch(url, tenant + ".localhost").body().asString()).isEqualTo(tenant);
                for (String other : List.of(tenant.equals("acme") ? "beta.localhost" : "acme.localhost", "localhost")) {
                    assertThat(fetch(url, other).statusCode()).isEqualTo(403);
                }
                found++;
            }
            assertThat(found).isPositive();
        }
    }

    @Test
    void cookies_openTheDomainOfTheUsersTenantOnly() {
        ExtractableResponse<?> response = get("cookies", "acme");
        String url = response.body().asString();
        String[] cookies = cookies(response).toArray(String[]::new);

        assertThat(cookies).filteredOn(cookie -> cookie.startsWith("CloudFront-")).hasSize(4);
        assertThat(response.headers().getValues("Set-Cookie")).noneMatch(cookie -> cookie.contains("Domain"));
        assertThat(fetch(url, "acme.localhost", cookies).body().asString()).isEqualTo("acme");
        assertThat(fetch(url, "beta.localhost", cookies).statusCode()).isEqualTo(403);
        assertThat(fetch(url, "localhost", cookies).statusCode()).isEqualTo(403);
    }

    static List<String> cookies(ExtractableResponse<?> response) {
        return response.headers().getValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("CloudFront-") || cookie.startsWith("q_cloudfront_mark="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';'))).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a.b", "*", "xn--80ak6aa92e" })
    void claimThatIsNotALabel_isForbiddenWithOneWarning(String claim) {
        for (String path : List.of("url", "later", "fields", "resource", "page", "playlist", "cookies")) {
            try (CapturedLog all = CapturedLog.begin()) {
                ExtractableResponse<?> response = get(path, claim);

                assertThat(response.statusCode()).as(path).isEqualTo(403);
                assertThat(response.headers().getValues("Set-Cookie")).isEmpty();
                assertThat(all.messages(Level.WARNING)).singleElement().asString().startsWith("Access denied: ");
                assertThat(all.text()).doesNotContain("\tat ");
            }
        }
    }

    @Test
    void domainOfAnotherTenant_failsTheRequest() {
        assertThat(get("foreign", "acme").statusCode()).isEqualTo(500);
        assertThat(get("foreign", "beta").statusCode()).isEqualTo(200);
    }

    @Test
    void code_namesTheTenant() {
        String url = get("code", "acme").body().asString();

        assertThat(url).startsWith("http://beta.localhost:");
        assertThat(fetch(url, "beta.localhost").body().asString()).isEqualTo("beta");
    }

    record Item(@SignedResource String url, String name) {
    }

    @jakarta.ws.rs.Path("files")
    @Authenticated
    public static class Media {

        @CheckedTemplate
        static class Templates {

            static native TemplateInstance page();
        }

        @Inject
        CloudFrontSigner signer;

        @GET
        @jakarta.ws.rs.Path("url")
        @SignedResource
        public String url() {
            return "/a.txt";
        }

        @GET
        @jakarta.ws.rs.Path("later")
        @SignedResource
        public Uni<String> later() {
            return Uni.createFrom().item("/a.txt");
        }

        @GET
        @jakarta.ws.rs.Path("stream")
        @Produces("text/event-stream")
        @SignedResource
        public Multi<String> stream() {
            return Multi.createFrom().items("/a.txt", "/a.txt?v=2");
        }

        @GET
        @jakarta.ws.rs.Path("fields")
        @Produces("application/json")
        public List<Item> fields() {
            return List.of(new Item("/a.txt", "a"), new Item("/a.txt?v=2", "b"));
        }

        @GET
        @jakarta.ws.rs.Path("resource")
        @SignedResource(resource = "/*")
        public List<String> resource() {
            return List.of("/a.txt", "/a.txt?v=2");
        }

        @GET
        @jakarta.ws.rs.Path("download")
        @SignedResource
        public String download() {
            return Download.attachment("a.txt").of("/a.txt");
        }

        @GET
        @jakarta.ws.rs.Path("page")
        public TemplateInstance page() {
            return Templates.page();
        }

        @GET
        @jakarta.ws.rs.Path("playlist")
        @Produces("application/vnd.apple.mpegurl")
        @SignedResource(resource = "/*")
        public String playlist() {
            return "#EXTM3U\n#EXTINF:2,\n/a.txt\n";
        }

        @GET
        @jakarta.ws.rs.Path("cookies")
        @SignedResource(resource = "/*", delivery = Delivery.COOKIES)
        public String cookies() {
            return signer.forTenant("acme").sign("/a.txt").replaceFirst("\\?.*", "");
        }

        @GET
        @jakarta.ws.rs.Path("foreign")
        @SignedResource
        public String foreign() {
            return signer.forTenant("beta").sign("/a.txt").replaceFirst("\\?.*", "");
        }

        @GET
        @jakarta.ws.rs.Path("code")
        public String code() {
            return signer.forTenant("beta").sign("/a.txt");
        }
    }
}
