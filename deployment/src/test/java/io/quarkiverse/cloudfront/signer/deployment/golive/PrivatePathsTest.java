package io.quarkiverse.cloudfront.signer.deployment.golive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.deployment.golive.SignerContent.Place;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

class PrivatePathsTest {

    private static JsonObject signer(PrivateContent content, Place... places) {
        String json = new PrivatePaths("gallery", List.of(new SignerContent(content, List.of(places)))).json();
        return new JsonObject(json).getJsonArray("signers").getJsonObject(0);
    }

    /** The command line has a test that reads the same file. */
    @Test
    void file_hasTheSameBytesEverywhere() throws IOException {
        assertThat(new PrivatePaths("gallery", List.of(new SignerContent(Contents.known(),
                List.of(new Place("org.acme.Albums#list", "/albums/{id}/*", false),
                        new Place("org.acme.Photos#one", "", false)))))
                .json())
                .isEqualTo(Files.readString(Path.of("src/test/resources/cloudfront-signer/private-paths.json")));
    }

    @Test
    void placesOfOnePattern_areOnePath() {
        JsonArray paths = signer(Contents.known(), new Place("a", "/albums/{id}/*", false),
                new Place("b", "/albums/{album}/*", true)).getJsonArray("paths");

        assertThat(paths).hasSize(1);
        assertThat(paths.getJsonObject(0).getJsonArray("places")).containsExactly("a", "b");
        assertThat(paths.getJsonObject(0).getJsonArray("resources")).containsExactly("/albums/{album}/*", "/albums/{id}/*");
        assertThat(paths.getJsonObject(0).getBoolean("cookies")).isTrue();
    }

    @Test
    void downloads_needQueryStrings() {
        JsonObject path = signer(Contents.downloads(), new Place("a", "/documents/{id}.pdf", false)).getJsonArray("paths")
                .getJsonObject(0);

        assertThat(path.getString("pattern")).isEqualTo("/documents/*.pdf");
        assertThat(path.getString("behavior")).isEqualTo("/documents/*");
        assertThat(path.getJsonArray("queryStrings")).containsExactly("response-content-disposition",
                "response-content-type");
    }

    @Test
    void cors_needsOptions() {
        assertThat(signer(Contents.cors(), new Place("a", "/videos/{id}/*", false)).getJsonArray("paths").getJsonObject(0)
                .getJsonArray("methods")).containsExactly("GET", "HEAD", "OPTIONS");
    }

    @Test
    void marks_needTheFunction() {
        JsonObject signer = signer(Contents.marks(), new Place("a", Contents.marks().resources().get(0), false));

        assertThat(signer.getBoolean("marks")).isTrue();
        assertThat(signer.getInteger("functionBytes")).isBetween(1, 10_240);
        assertThat(signer.getJsonArray("paths").getJsonObject(0).getBoolean("function")).isTrue();
    }

    @Test
    void url_isThatOfViewers_ifItIsKnown() {
        assertThat(signer(Contents.alias()).getString("url")).isEqualTo("https://media.example.com");
        assertThat(signer(Contents.known()).containsKey("url")).isFalse();
    }

    @Test
    void gate_hasErrorPages() {
        for (PrivateContent content : Contents.all()) {
            if (content.gate() != null) {
                JsonObject signer = signer(content);
                assertThat(signer.getJsonArray("applicationPaths")).containsExactly(content.gate().pattern());
                assertThat(signer.getJsonArray("errorPages").getJsonObject(0)).isEqualTo(
                        new JsonObject().put("status", 403).put("page", content.gate().deniedPage()));
            }
        }
    }
}
