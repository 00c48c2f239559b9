package io.quarkiverse.cloudfront.signer.deployment.marks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.Download;
import io.quarkiverse.cloudfront.signer.Grants;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.qute.Template;
import io.quarkus.security.Authenticated;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.Response;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Whatever an application signs has the mark of the caller, and the local edge refuses revoked logins.
 */
class MarksTest {

    private static final Pattern MARK = Pattern.compile("[?&]mark=([^&.]{16})\\.([0-9a-z]{6})\\.[^&]{22}&");

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Files.class, Photo.class, TestOrigin.class)
                    .addAsResource(new StringAsset("{cloudfront:url('/a.txt')}"),
                            "templates/link.txt"))
            .overrideConfigKey("quarkus.cloudfront-signer.marks.enabled", "true")
            .overrideConfigKey("quarkus.cloudfront-signer.expiry-window", "1h")
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.http.auth.basic", "true")
            .overrideConfigKey("quarkus.security.users.embedded.enabled", "true")
            .overrideConfigKey("quarkus.security.users.embedded.plain-text", "true")
            .overrideConfigKey("quarkus.security.users.embedded.users.alice", "alice")
            .overrideConfigKey("quarkus.security.users.embedded.users.bob", "bob");

    @Inject
    CloudFrontSigner signer;

    @Inject
    Grants grants;

    private static Response get(String user, String path) {
        return given().auth().preemptive().basic(user, user).redirects().follow(false).get("/files/" + path);
    }

    private static int edge(String url, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static String pseudonym(String url) {
        Matcher mark = MARK.matcher(url);
        assertThat(mark.find()).as(url).isTrue();
        return mark.group(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "url", "list", "later", "event-loop", "stream", "policy", "policy-of-one-file", "field",
            "download", "template", "injected", "injected-later", "injected-policy" })
    void url_hasTheMarkOfTheCaller(String path) throws Exception {
        String url = get("alice", path).then().statusCode(200).extract().asString().replaceAll("^[\\[{\"a-z:]*\"|\".*$", "")
                .strip();

        assertThat(pseudonym(url)).isEqualTo(grants.mark("", "alice").get(0));
        assertThat(edge(url)).isEqualTo(200);
        assertThat(edge(url.replaceFirst("mark=[^&]+&", ""))).isEqualTo(403);
        assertThat(pseudonym(get("bob", path).asString())).isEqualTo(grants.mark("", "bob").get(0));
    }

    /** As caches need it. */
    @Test
    void urls_areTheSameForOneUser() {
        assertThat(get("alice", "url").asString()).isEqualTo(get("alice", "url").asString());
        assertThat(get("alice", "policy").asString()).isEqualTo(get("alice", "policy").asString())
                .isNotEqualTo(get("bob", "policy").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = { "cookies", "cookies-of-one-file" })
    void cookies_haveTheMarkOfTheCaller(String path) throws Exception {
        List<String> set = get("alice", path).then().statusCode(204).extract().headers().getValues("Set-Cookie");
        String mark = set.stream().filter(each -> each.startsWith("q_cloudfront_mark=")).findFirst().orElseThrow();

        assertThat(mark).startsWith("q_cloudfront_mark=" + grants.mark("", "alice").get(0) + ".")
                .endsWith(set.get(0).substring(set.get(0).indexOf(';')));
        assertThat(edge(TestOrigin.edge() + "/a.txt", "Cookie", cookies(set, ""))).isEqualTo(200);
        assertThat(edge(TestOrigin.edge() + "/a.txt", "Cookie", cookies(set, "q_cloudfront_mark"))).isEqualTo(403);
    }

    private static String cookies(List<String> set, String except) {
        return set.stream().filter(each -> except.isEmpty() || !each.startsWith(except))
                .map(each -> each.substring(0, each.indexOf(';'))).collect(Collectors.joining("; "));
    }

    /** The browser must not keep it for the next user. */
    @Test
    void cookieOfTheMark_isClearedWithTheOthers() {
        List<String> set = get("alice", "cookies").headers().getValues("Set-Cookie");

        List<String> cleared = given().auth().preemptive().basic("alice", "alice").header("Cookie", cookies(set, ""))
                .post("/files/clear").headers().getValues("Set-Cookie");

        assertThat(names(cleared)).isEqualTo(names(set)).contains("q_cloudfront_mark");
        assertThat(cleared).allMatch(each -> each.contains("=; Max-Age=0; Path=/"));
        assertThat(given().auth().preemptive().basic("bob", "bob").header("Cookie", cookies(set, "")).get("/files/url")
                .headers().getValues("Set-Cookie")).anyMatch(each -> each.startsWith("q_cloudfront_mark=;"));
        assertThat(given().auth().preemptive().basic("alice", "alice").header("Cookie", cookies(set, "")).get("/files/url")
                .headers().getValues("Set-Cookie")).isEmpty();
    }

    private static Set<String> names(List<String> set) {
        Set<String> names = new TreeSet<>();
        set.forEach(each -> names.add(each.substring(0, each.indexOf('='))));
        names.removeIf(each -> each.equals("CloudFront-Expires"));
        return names;
    }

    @Test
    void anonymousViewers_shareAMark() throws Exception {
        String url = given().get("/files/public").asString();

        assertThat(pseudonym(url)).isEqualTo(grants.mark("", "").get(0));
        assertThat(edge(url)).isEqualTo(200);
        assertThat(pseudonym(get("alice", "public").asString())).isEqualTo(grants.mark("", "alice").get(0));
    }

    @Test
    void codeWithoutARequest_saysForWhomItSigns() throws Exception {
        String url = signer.forUser("https://id.example.com", "alice").sign("/a.txt");

        assertThat(pseudonym(url)).isEqualTo(grants.mark("https://id.example.com", "alice").get(0))
                .isNotEqualTo(grants.mark("", "alice").get(0));
        assertThat(edge(url)).isEqualTo(200);
        assertThatThrownBy(() -> signer.sign("/a.txt"))
                .hasMessageContaining("the user to sign for is not known: marks are enabled, but there is neither a user nor a "
                        + "current HTTP request. Use forUser(issuer, subject)");
    }

    @Test
    void markOfTheApplication_isRefused() {
        assertThat(get("alice", "given?mark=x").statusCode()).isEqualTo(500);
        assertThat(get("alice", "given?mark=").statusCode()).isEqualTo(500);
    }

    /** The user's later logins are not concerned, and neither are other users. */
    @Test
    void revokedLogin_isRefused() throws Exception {
        String url = signer.forUser("", "carol").sign("/a.txt");
        String other = signer.forUser("", "dave").sign("/a.txt");
        assertThat(edge(url)).isEqualTo(200);

        grants.revoke("", "carol").await().indefinitely();

        assertThat(edge(url)).isEqualTo(403);
        assertThat(edge(signer.forUser("", "carol").sign("/a.txt"))).as("still within the window").isEqualTo(403);
        assertThat(edge(other)).isEqualTo(200);
    }

    public record Photo(@SignedResource String url) {
    }

    @Authenticated
    @Path("/files")
    public static class Files {

        @Inject
        CloudFrontSigner signer;

        @Inject
        Grants grants;

        @Inject
        Template link;

        @GET
        @Path("url")
        @SignedResource
        public String url() {
            return "/a.txt";
        }

        @GET
        @Path("given")
        @SignedResource
        public String given(@QueryParam("mark") String mark) {
            return "/a.txt?mark=" + mark;
        }

        @GET
        @Path("list")
        @SignedResource
        public List<String> list() {
            return List.of("/a.txt", "/b.txt");
        }

        @GET
        @Path("later")
        @SignedResource
        public Uni<String> later() {
            return Uni.createFrom().item("/a.txt");
        }

        @GET
        @Path("event-loop")
        @NonBlocking
        @SignedResource
        public String eventLoop() {
            return "/a.txt";
        }

        @GET
        @Path("stream")
        @SignedResource
        public Multi<String> stream() {
            return Multi.createFrom().items("/a.txt");
        }

        @GET
        @Path("policy")
        @SignedResource(resource = "/*")
        public String policy() {
            return "/a.txt";
        }

        @GET
        @Path("policy-of-one-file")
        @SignedResource(resource = "/?.txt")
        public String policyOfOneFile() {
            return "/a.txt";
        }

        @GET
        @Path("field")
        public Photo field() {
            return new Photo("/a.txt");
        }

        @GET
        @Path("download")
        @SignedResource
        public String download() {
            return Download.attachment("b.txt").of("/a.txt");
        }

        @GET
        @Path("template")
        public String template() {
            return link.render();
        }

        @GET
        @Path("injected")
        public String injected() {
            return signer.sign("/a.txt");
        }

        @GET
        @Path("injected-later")
        public Uni<String> injectedLater() {
            return signer.signAsync("/a.txt");
        }

        @GET
        @Path("injected-policy")
        public String injectedPolicy() {
            return signer.sign(signer.policy("/*.txt").build()).url("/a.txt");
        }

        @GET
        @Path("public")
        @PermitAll
        @SignedResource
        public String open() {
            return "/a.txt";
        }

        @GET
        @Path("cookies")
        @SignedResource(resource = "/*", delivery = Delivery.COOKIES)
        public void cookies() {
        }

        @GET
        @Path("cookies-of-one-file")
        @SignedResource(resource = "/?.txt", delivery = Delivery.COOKIES)
        public void cookiesOfOneFile() {
        }

        @POST
        @Path("clear")
        public void clear() {
            grants.clearCookies();
        }
    }
}
