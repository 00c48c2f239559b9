package io.quarkiverse.cloudfront.signer.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A player of HLS or MPEG-DASH for web pages, from npm.
 */
enum Player {

    HLS_JS("hls.js/dist/hls.min.js"),
    SHAKA("shaka-player/dist/shaka-player.compiled.js"),
    DASH_JS("dashjs/dist/modern/umd/dash.all.min.js");

    private static final Path SOURCES = Path.of("src", "test", "players");
    private static final Path INSTALLED = Path.of("target", "players");

    private final String script;

    Player(String script) {
        this.script = script;
    }

    /**
     * Installs all players.
     */
    static void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        for (String file : List.of("package.json", "package-lock.json", ".npmrc")) {
            Files.copy(SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(INSTALLED.toFile()).redirectErrorStream(true).start();
        npm.getOutputStream().close();
        String output = new String(npm.getInputStream().readAllBytes());
        assertThat(npm.waitFor()).as(output).isZero();
    }

    Path script() {
        return INSTALLED.resolve("node_modules").resolve(script);
    }

    /**
     * The script that plays a URL with each of them.
     */
    static Path playScript() {
        return SOURCES.resolve("play.js");
    }
}
