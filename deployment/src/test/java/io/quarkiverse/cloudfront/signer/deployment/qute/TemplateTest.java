package io.quarkiverse.cloudfront.signer.deployment.qute;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;

/**
 * URLs that Qute templates sign, requested over HTTP and verified by the local edge.
 */
class TemplateTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(
                    root -> root.addClasses(Pages.class, Photo.class, Picture.class, SignedUrls.class, TestOrigin.class)
                            .addAsResource(template("<img src=\"{cloudfront:url(photo.path)}\">"), "templates/Pages/photo.html")
                            .addAsResource(template("{cloudfront:url(path)}"), "templates/plain.txt")
                            .addAsResource(template("{cloudfront:url('/a.txt', 'media')}"), "templates/Pages/named.txt")
                            .addAsResource(template("{cloudfront:url('/a.txt', signer)}"), "templates/Pages/ofData.txt")
                            .addAsResource(template("""
                                    {#cloudfront resource='/sub%20folder/*' expiresIn='5m'}
                                    {#each photos}
                                    <a href="{cloudfront:url(it.path)}">{it.title}</a>
                                    {/each}
                                    {/cloudfront}"""), "templates/Pages/album.html")
                            .addAsResource(template("""
                                    {#cloudfront resource='/{folder}/*' folder=folder signer='media' expiresIn=life}
                                    {#include figure path=path /}
                                    {/cloudfront}"""), "templates/Pages/placeholder.html")
                            .addAsResource(template("<figure>{cloudfront:url(path)}</figure>"), "templates/figure.html")
                            .addAsResource(template("""
                                    <html>{#cloudfront resource='/sub%20folder/*'}{#insert}{/insert}{/cloudfront}</html>"""),
                                    "templates/layout.html")
                            .addAsResource(template("""
                                    {#include layout}{cloudfront:url('/sub%20folder/b.txt')}{/include}
                                    {#fragment id=one}<p>{cloudfront:url('/a.txt')}</p>{/fragment}"""),
                                    "templates/Pages/fragments.html")
                            .addAsResource(template(
                                    """
                                            {#cloudfront resource='/sub%20folder/*'}<p>{cloudfront:text(text)}</p>{cloudfront:markup(html.raw)}
                                            {cloudfront:markup(html).raw}{cloudfront:text(nothing) ?: ''}{/cloudfront}"""),
                                    "templates/Pages/article.html")
                            .addAsResource(template("{cloudfront:url(path) ?: 'nothing'}"), "templates/Pages/orElse.txt"))
            // the test calls beans itself, without a request
            .overrideConfigKey("quarkus.cloudfront-signer.bound-to-token", "false")
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    private static StringAsset template(String text) {
        return new StringAsset(text);
    }

    @Inject
    Engine engine;

    @ParameterizedTest
    @ValueSource(strings = { "checked", "non-blocking", "rendered-on-the-event-loop" })
    void url_isSigned(String path) {
        String body = get(path);
        assertThat(body).startsWith("<img src=\"http://localhost:").contains("/a.txt?Expires=").contains("&amp;Signature=")
                .doesNotContain("&Signature=");
        assertValid(body, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "string", "later" })
    void valueOfEachUrlType_isSigned(String path) {
        String body = get("values/" + path);
        assertThat(body).startsWith("http://localhost:").contains("/a.txt?Expires=").contains("&Signature=");
        assertValid(body, 1);
    }

    @Test
    void nullUrl_isNotSigned() {
        assertThat(get("values/null")).isEmpty();
        assertThat(get("or-else")).isEqualTo("nothing");
    }

    @Test
    void namedSigner_signs() {
        String url = get("named");
        assertThat(SignedUrls.status(url)).isEqualTo(200);
        assertThat(keyPairId(url)).isEqualTo(keyPairId(get("of-data"))).isNotEqualTo(keyPairId(get("values/string")));
    }

    @Test
    void section_isSignedOnce() {
        String body = get("album");
        List<String> urls = assertValid(body, 3);
        assertThat(urls.stream().map(url -> url.replaceAll(".*Signature=([^&]*).*", "$1")).distinct()).hasSize(1);
        assertThat(SignedUrls.resource(urls.get(0))).endsWith("/sub%20folder/*");
        assertThat(SignedUrls.expiry(urls.get(0))).isBetween(Instant.now().plusSeconds(240).getEpochSecond(),
                Instant.now().plusSeconds(300).getEpochSecond());
        assertThat(body).contains(">first</a>");
    }

    @Test
    void text_isSignedWithThePolicyOfItsSection() {
        String body = get("article");
        List<String> urls = assertValid(body, 3);
        assertThat(urls).as("one policy").hasSize(3).allMatch(url -> url.equals(urls.get(0)));
        assertThat(SignedUrls.resource(urls.get(0))).endsWith("/sub%20folder/*");
        assertThat(body).startsWith("<p>&lt;b&gt; " + TestOrigin.edge() + "/sub%20folder/b.txt?Policy=")
                .contains("</p><img src=\"" + TestOrigin.edge() + "/sub%20folder/b.txt?Policy=").contains("&amp;Signature=");
    }

    @Test
    void section_appliesToIncludedTemplates() {
        String url = assertValid(get("placeholder?folder=sub folder&path=/sub%2520folder/b.txt"), 1).get(0);
        assertThat(SignedUrls.resource(url)).endsWith("/sub%20folder/*");
        assertThat(keyPairId(url)).isEqualTo(keyPairId(get("named")));
    }

    @Test
    void section_appliesToInsertedContent() {
        List<String> urls = assertValid(get("fragments"), 2);
        assertThat(SignedUrls.resource(urls.get(0))).endsWith("/sub%20folder/*");
        assertThat(urls.get(1)).contains("/a.txt?Expires=");
    }

    @Test
    void fragment_isSigned() {
        String body = get("fragment");
        assertThat(body).startsWith("<p>").endsWith("</p>");
        assertThat(assertValid(body, 1)).hasSize(1);
    }

    @Test
    void streamOfATemplate_isSigned() {
        assertValid(get("chunks"), 1);
    }

    @Test
    void response_isCachedNoLongerThanItsUrls() {
        assertThat(given().get("/pages/album").header("Cache-Control")).matches("private, max-age=(2[4-9]\\d|300)");
        assertThat(given().get("/pages/checked").header("Cache-Control")).matches("private, max-age=(8[4-9]\\d|900)");
        assertThat(given().get("/pages/chunks").header("Cache-Control")).startsWith("private, max-age=");
    }

    @Test
    void templateReadAtRunTime_signs() {
        assertThat(SignedUrls.status(engine.parse("{cloudfront:url('/a.txt')}").render())).isEqualTo(200);
        assertThat(SignedUrls.status(engine.parse("{#cloudfront resource='/*'}{cloudfront:url('/a.txt')}{/}").render()))
                .isEqualTo(200);
    }

    private static String get(String path) {
        return given().urlEncodingEnabled(false).get("/pages/" + path.replace(" ", "%20")).then().statusCode(200).extract()
                .body().asString();
    }

    private static List<String> assertValid(String body, int atLeast) {
        List<String> urls = new ArrayList<>();
        Matcher url = Pattern.compile("http://localhost:[^\"<>\\s]*").matcher(body);
        while (url.find()) {
            String plain = url.group().replace("&amp;", "&");
            assertThat(SignedUrls.status(plain)).as(plain).isEqualTo(200);
            urls.add(plain);
        }
        assertThat(urls).hasSizeGreaterThanOrEqualTo(atLeast);
        return urls;
    }

    private static String keyPairId(String url) {
        return url.replaceAll(".*Key-Pair-Id=([^&]*).*", "$1").strip();
    }

    @ParameterizedTest
    @ValueSource(strings = { "{cloudfront:download('/a.txt', name)}", "{cloudfront:download('/a.txt', name, 'media')}" })
    void download_isSavedUnderItsName(String template) {
        String url = engine.parse(template).data("name", "Übung 1 – \"final\".txt").render();
        assertThat(given().urlEncodingEnabled(false).get(url).then().statusCode(200).extract()
                .header("Content-Disposition")).isEqualTo("attachment; filename=\"Ubung 1 _ _final_.txt\"; "
                        + "filename*=UTF-8''%C3%9Cbung%201%20%E2%80%93%20%22final%22.txt");
    }

    @Test
    void downloadWithoutAName_fails() {
        assertThat(engine.parse("{cloudfront:download(path, 'x')}").data("path", null).render()).isEmpty();
        assertThatThrownBy(() -> engine.parse("{cloudfront:download('/a.txt', name)}").data("name", 7).render())
                .hasMessageContaining("the file name of cloudfront:download is not a string");
        assertThatThrownBy(() -> engine.parse("{cloudfront:download('/a.txt#x', 'x')}").render())
                .hasMessageContaining("The URL of a download must not have a fragment");
    }

    /** The namespace signs, not the field, because a template may also need the plain value. */
    @Test
    void signedField_isSignedByTheNamespaceOnly() {
        String[] rendered = engine.parse("{photo.url} {cloudfront:url(photo.url)}")
                .data("photo", new Picture("/a.txt")).render().split(" ");
        assertThat(rendered[0]).isEqualTo("/a.txt");
        assertThat(SignedUrls.status(rendered[1])).isEqualTo(200);
    }

    public record Picture(@SignedResource String url) {
    }

    public record Photo(String title, String path) {
    }

    @Path("/pages")
    public static class Pages {

        private static final Photo PHOTO = new Photo("first", "/a.txt");
        private static final List<Photo> PHOTOS = List.of(new Photo("first", "/sub%20folder/b.txt"),
                new Photo("second", "/sub%20folder/b.txt?size=1"), new Photo("third", "/sub%20folder/b.txt?size=2"));

        @CheckedTemplate
        static class Templates {

            static native TemplateInstance photo(Photo photo);

            static native TemplateInstance named();

            static native TemplateInstance ofData(String signer);

            static native TemplateInstance album(List<Photo> photos);

            static native TemplateInstance placeholder(String folder, String path, Duration life);

            static native TemplateInstance fragments();

            static native TemplateInstance fragments$one();

            static native TemplateInstance orElse(String path);

            static native TemplateInstance article(String text, String html, String nothing);
        }

        private final Template plain;

        public Pages(Template plain) {
            this.plain = plain;
        }

        @GET
        @Path("checked")
        @Blocking
        @Produces(MediaType.TEXT_HTML)
        public TemplateInstance checked() {
            return Templates.photo(PHOTO);
        }

        @GET
        @Path("non-blocking")
        @NonBlocking
        @Produces(MediaType.TEXT_HTML)
        public TemplateInstance nonBlocking() {
            return Templates.photo(PHOTO);
        }

        @GET
        @Path("article")
        @Blocking
        @Produces(MediaType.TEXT_HTML)
        public TemplateInstance article() {
            String file = TestOrigin.edge() + "/sub%20folder/b.txt";
            return Templates.article("<b> " + file, "<img src=\"" + file + "\">", null);
        }

        @GET
        @Path("rendered-on-the-event-loop")
        @NonBlocking
        @Produces(MediaType.TEXT_HTML)
        public String renderedOnTheEventLoop() {
            return Templates.photo(PHOTO).render();
        }

        @GET
        @Path("values/string")
        public TemplateInstance string() {
            return plain.data("path", "/a.txt");
        }

        @GET
        @Path("values/later")
        @NonBlocking
        public TemplateInstance later() {
            return plain.data("path", CompletableFuture.supplyAsync(() -> "/a.txt",
                    CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS)));
        }

        @GET
        @Path("values/null")
        public TemplateInstance nothing() {
            return plain.data("path", null);
        }

        @GET
        @Path("or-else")
        public TemplateInstance orElse() {
            return Templates.orElse(null);
        }

        @GET
        @Path("named")
        public TemplateInstance named() {
            return Templates.named();
        }

        @GET
        @Path("of-data")
        public TemplateInstance ofData() {
            return Templates.ofData("media");
        }

        @GET
        @Path("album")
        @Blocking
        @Produces(MediaType.TEXT_HTML)
        public TemplateInstance album() {
            return Templates.album(PHOTOS);
        }

        @GET
        @Path("placeholder")
        @Produces(MediaType.TEXT_HTML)
        public TemplateInstance placeholder(@RestQuery String folder, @RestQuery String path) {
            return Templates.placeholder(folder, path, Duration.ofMinutes(3));
        }

        @GET
        @Path("fragments")
        @Produces(MediaType.TEXT_HTML)
        public TemplateInstance fragments() {
            return Templates.fragments();
        }

        @GET
        @Path("fragment")
        @Produces(MediaType.TEXT_HTML)
        public TemplateInstance fragment() {
            return Templates.fragments$one();
        }

        @GET
        @Path("chunks")
        @Produces(MediaType.TEXT_PLAIN)
        public Multi<String> chunks() {
            return Templates.album(PHOTOS).createMulti();
        }
    }
}
