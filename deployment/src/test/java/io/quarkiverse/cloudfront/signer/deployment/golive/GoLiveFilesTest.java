package io.quarkiverse.cloudfront.signer.deployment.golive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import io.vertx.core.json.JsonObject;

/**
 * A build for production writes what to set up.
 */
class GoLiveFilesTest {

    @RegisterExtension
    static final QuarkusProdModeTest TEST = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(FilmService.class))
            .setApplicationName("gallery")
            .overrideConfigKey("quarkus.arc.remove-unused-beans", "false")
            .overrideConfigKey("quarkus.cloudfront-signer.allow-anonymous", "true")
            .overrideConfigKey("quarkus.cloudfront-signer.go-live.enabled", "true");

    @ProdBuildResults
    private ProdModeTestResults results;

    @Test
    void build_writesTheFilesOfEachSigner() throws IOException {
        Path directory = results.getBuildDir().resolve("cloudfront-signer");

        JsonObject paths = new JsonObject(Files.readString(directory.resolve("private-paths.json")));
        assertThat(paths.getJsonArray("signers").stream().map(signer -> ((JsonObject) signer).getString("signer")))
                .containsExactly("<default>", "media");
        assertThat(paths.getJsonArray("signers").getJsonObject(0).getJsonArray("paths").stream()
                .map(path -> ((JsonObject) path).getString("pattern"))).contains("/albums/7/*");
        assertThat(directory.resolve("gallery.yaml")).content().contains("PathPattern: \"/albums/7/*\"");
        assertThat(directory.resolve("media/gallery-media.tf")).exists();
        assertThat(directory.resolve("key-pair.sh")).exists();
    }
}
