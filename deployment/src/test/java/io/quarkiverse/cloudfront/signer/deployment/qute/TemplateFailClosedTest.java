package io.quarkiverse.cloudfront.signer.deployment.qute;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * If a template cannot sign, its rendering and the request fail. No data can widen the grants of a template.
 */
class TemplateFailClosedTest {

    private static final String FOREIGN = "http://elsewhere.example/secret.txt?token=t0ken";

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Pages.class, CapturedLog.class, SignedUrls.class, TestOrigin.class)
                    .addAsResource(new StringAsset("""
                            before
                            {cloudfront:url(path)}
                            """), "templates/url.html")
                    .addAsResource(new StringAsset("""
                            before
                            {#cloudfront resource='/albums/{album}/*' album=album}{cloudfront:url(path)}{/cloudfront}
                            """), "templates/album.html")
                    .addAsResource(new StringAsset("{#cloudfront resource='/*' signer=signer expiresIn=life}{/cloudfront}"),
                            "templates/parameters.html")
                    .addAsResource(new StringAsset("{#cached}{path}{/cached}"), "templates/unsigned.html")
                    .addAsResource(new StringAsset("{cloudfront:text(path)}"), "templates/text.html")
                    .addAsResource(new StringAsset("{#cloudfront resource='/*'}{cloudfront:markup(path)}{/cloudfront}"),
                            "templates/markup.html")
                    .addAsResource(new StringAsset("{cloudfront:url('/a.txt', signer)}"), "templates/signer.html"))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    @ParameterizedTest
    @ValueSource(strings = { "blocking", "uni", "chunks" })
    void unsignableUrl_failsEachFormOfRendering(String path) {
        assertRefused("/closed/" + path, "url.html, line 2: Cannot sign", "its host is not one of [localhost:");
    }

    /**
     * Its headers are sent before anything is rendered.
     */
    @Test
    void unsignableUrl_isNotSentAsAServerSentEvent() throws IOException {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(("GET /closed/sse?of=" + percent(FOREIGN)
                    + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 200")
                    .endsWith("\r\n\r\n").doesNotContain("data:", "secret", "before");
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
            "/a*.txt, it has a *",
            "a.txt, it is neither a path that begins with one /",
            "/a.txt?Expires=1&Signature=s1gnature&Key-Pair-Id=K, do not sign a URL twice",
            "/a\"b.txt, it has the character U+0022",
    })
    void invalidUrl_failsTheTemplateWithTheReason(String url, String reason) {
        assertRefused("/closed/blocking", url, "The template url.html, line 2: ", reason);
        assertRefused("/closed/uni", url, "The template url.html, line 2: ", reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "7 | 7", "a/b | a%2Fb", "* | %2A", "a*b | a%2Ab", "? | %3F", "..a | ..a",
            "# | %23", "a;b | a%3Bb", "é | %C3%A9", "{album} | %7Balbum%7D",
            "</script> | %3C%2Fscript%3E",
            "7/*?x= | 7%2F%2A%3Fx=" })
    void value_isOneSegmentOfTheResource(String album, String segment) {
        String url = given().queryParam("album", album).queryParam("of", "/albums/" + segment + "/1.jpg").get("/closed/album")
                .then().statusCode(200).extract().asString().replace("&amp;", "&").replace("&#39;", "'");
        assertThat(SignedUrls.resource(url)).isEqualTo(TestOrigin.edge() + "/albums/" + segment + "/*");
        assertRefused("/closed/album?album=" + percent(album), "/albums/other/1.jpg", "the policy does not cover it");
    }

    @ParameterizedTest
    @ValueSource(strings = { ".", "..", "..;x" })
    void valueThatIsNotASegment_failsTheTemplate(String album) {
        assertRefused("/closed/album?album=" + percent(album), "/albums/7/1.jpg", "The template album.html, line 2: "
                + "The resource /albums/{album}/* cannot be signed with this value of {album}. A segment of a path must not be ");
    }

    /**
     * An origin that decodes twice would read it as a dot segment.
     */
    @Test
    void valueThatIsAnEncodedDotSegment_isRejected() {
        assertRefused("/closed/album?album=" + percent("%2e%2e"), "/albums/7/1.jpg", "The template album.html, line 2: ");
    }

    @Test
    void missingValue_failsTheTemplate() {
        assertRefused("/closed/album", "/albums/7/1.jpg", ": {album} does not have a value");
        // Quarkus REST reads an empty parameter as none
        assertRefused("/closed/album?album=", "/albums/7/1.jpg", ": {album} does not have a value");
        assertRefused("/closed/album-of-another-type", "/albums/7/1.jpg",
                "{album} is a java.util.ImmutableCollections$", "only text, whole numbers and UUIDs can become a path segment");
    }

    @Test
    void valueOfAnotherType_failsTheTemplate() {
        assertRefused("/closed/other-type", "/a.txt", "The template url.html, line 2: a value of type java.lang.StringBuilder "
                + "cannot be signed. Pass a String, URI or URL to cloudfront:url or cloudfront:download");
    }

    @Test
    void textWithoutAPolicy_failsTheTemplate() {
        assertRefused("/closed/text", "/a.txt", "The template text.html, line 1: cloudfront:text and cloudfront:markup need a "
                + "policy for all URLs of the text. Put them into a section such as {#cloudfront "
                + "resource='/articles/{article}/*' article=article.id}");
        assertRefused("/closed/markup", "/a.txt", "The template markup.html, line 1: a value of type java.lang.StringBuilder "
                + "is not text. Pass a String to cloudfront:text or cloudfront:markup");
    }

    @Test
    void unknownSigner_failsTheTemplate() {
        assertRefused("/closed/signer?signer=nobodys", "/a.txt", "The template signer.html, line 1 needs a signer. "
                + "The signer \"nobodys\" is not configured: set quarkus.cloudfront-signer.\"nobodys\".url");
        assertRefused("/closed/signer?signer=", "/a.txt", "The template signer.html, line 1: signer is not a name");
        assertRefused("/closed/parameters?signer=nobodys&life=5m", "/a.txt",
                "The template parameters.html, line 1 needs a signer");
    }

    @ParameterizedTest
    @CsvSource({ "soon, expiresIn is not a duration. Use a value such as '15m' or 'PT1H'",
            "0s, expiresIn is PT0S; it must be at least one second",
            "1200000d, which expires after 5138-11-16T09:46:39Z" })
    void invalidLifetime_failsTheTemplate(String life, String reason) {
        assertRefused("/closed/parameters?signer=%3Cdefault%3E&life=" + life, "/a.txt",
                "The template parameters.html, line 1: ", reason);
    }

    @Test
    void templateReadAtRunTime_isChecked() {
        given().get("/closed/read-at-run-time").then().statusCode(200);
        assertThat(given().get("/closed/read-at-run-time").asString()).isEqualTo(
                "Parser error: the section {#cloudfront} needs a resource in quotes, such as '/albums/{album}/*' with an "
                        + "album parameter, because a resource from data could widen the grant");
    }

    /**
     * Cases that the build cannot see: templates that are read at run time, a layout's section around content of the page, and
     * URLs that are already signed.
     */
    @ParameterizedTest
    @ValueSource(strings = { "read", "layout", "data" })
    void signedUrlInCachedSection_failsTheRendering(String how) {
        for (int i = 0; i < 2; i++) {
            assertRefused("/closed/cached?how=" + how, "/a.txt",
                    ", line 1 caches signed URLs, which would give one user's grant to other users");
        }
    }

    @Test
    void unsignedTextInCachedSection_isCached() {
        assertThat(given().get("/closed/cached?how=unsigned&of=1").asString()).isEqualTo("1");
        assertThat(given().get("/closed/cached?how=unsigned&of=2").asString()).isEqualTo("1");
    }

    private static String percent(String value) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            encoded.append("%%%02X".formatted(octet & 0xff));
        }
        return encoded.toString();
    }

    private static void assertRefused(String path, String... reasons) {
        boolean withUrl = reasons[0].indexOf(' ') < 0;
        String url = withUrl ? reasons[0] : FOREIGN;
        try (CapturedLog log = CapturedLog.begin()) {
            io.restassured.response.Response answer = given().urlEncodingEnabled(false).get(
                    path + (path.contains("?") ? "&" : "?") + "of=" + percent(url));
            assertThat(answer.statusCode()).as(path).isEqualTo(500);
            assertThat(answer.asString()).as(path).isEmpty();
            assertThat(answer.headers().asList()).as(path).noneMatch(header -> header.getValue().contains("secret"));
            String[] expected = withUrl ? Arrays.copyOfRange(reasons, 1, reasons.length) : reasons;
            assertThat(log.messages(Level.SEVERE)).as(path).singleElement().asString().contains(expected);
            assertThat(log.text()).as(path).doesNotContain("t0ken", "s1gnature", "Signature=");
        }
    }

    @Path("/closed")
    @Produces(MediaType.TEXT_HTML)
    public static class Pages {

        private final Template url;
        private final Template album;
        private final Template parameters;
        private final Template signer;
        private final Template text;
        private final Template markup;
        private final Engine engine;

        public Pages(Template url, Template album, Template parameters, Template signer, Template text, Template markup,
                Engine engine) {
            this.text = text;
            this.markup = markup;
            this.url = url;
            this.album = album;
            this.parameters = parameters;
            this.signer = signer;
            this.engine = engine;
        }

        @GET
        @Path("blocking")
        @Blocking
        public TemplateInstance blocking(@RestQuery String of) {
            return url.data("path", of);
        }

        @GET
        @Path("text")
        @Blocking
        public TemplateInstance text(@RestQuery String of) {
            return text.data("path", of);
        }

        @GET
        @Path("markup")
        @Blocking
        public TemplateInstance markup(@RestQuery String of) {
            return markup.data("path", new StringBuilder(of));
        }

        @GET
        @Path("uni")
        public Uni<String> uni(@RestQuery String of) {
            return url.data("path", of).createUni();
        }

        @GET
        @Path("chunks")
        public Multi<String> chunks(@RestQuery String of) {
            return url.data("path", of).createMulti();
        }

        @GET
        @Path("sse")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public Multi<String> sse(@RestQuery String of) {
            return url.data("path", of).createMulti();
        }

        @GET
        @Path("album")
        public TemplateInstance album(@RestQuery String album, @RestQuery String of) {
            return this.album.data("album", album, "path", of);
        }

        @GET
        @Path("album-of-another-type")
        public TemplateInstance albumOfAnotherType(@RestQuery String of) {
            return this.album.data("album", List.of("7"), "path", of);
        }

        @GET
        @Path("other-type")
        public TemplateInstance otherType(@RestQuery String of) {
            return url.data("path", new StringBuilder(of));
        }

        @GET
        @Path("signer")
        public TemplateInstance signer(@RestQuery String signer) {
            return this.signer.data("signer", signer);
        }

        @GET
        @Path("parameters")
        public TemplateInstance parameters(@RestQuery String signer, @RestQuery String life) {
            return parameters.data("signer", signer, "life", life);
        }

        @GET
        @Path("cached")
        public String cached(@RestQuery String how, @RestQuery String of) {
            engine.putTemplate("layout", engine.parse("{#cached}{#insert}{/insert}{/cached}"));
            return switch (how) {
                case "read" -> engine.parse("{#cached}{cloudfront:url(path)}{/cached}").data("path", of).render();
                case "layout" -> engine.parse("{#include layout}{cloudfront:url(path)}{/include}").data("path", of).render();
                case "data" -> engine.parse("{#cached key='data'}{url}{/cached}").data("url", url.data("path", of).render())
                        .render();
                default -> engine.getTemplate("unsigned").data("path", of).render();
            };
        }

        @GET
        @Path("read-at-run-time")
        @Produces(MediaType.TEXT_PLAIN)
        public String readAtRunTime() {
            try {
                return engine.parse("{#cloudfront resource=album.pattern}{/cloudfront}").render();
            } catch (RuntimeException e) {
                return e.getMessage();
            }
        }
    }
}
