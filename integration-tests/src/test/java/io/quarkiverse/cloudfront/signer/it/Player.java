package io.quarkiverse.cloudfront.signer.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Page;

import io.quarkiverse.cloudfront.signer.fixtures.ForkDirectory;

/**
 * A player of HLS or MPEG-DASH for web pages, from npm.
 */
enum Player {

    HLS_JS("hls.js/dist/hls.min.js", true, true),
    SHAKA("shaka-player/dist/shaka-player.compiled.js", true, true),
    DASH_JS("dashjs/dist/modern/umd/dash.all.min.js", true, true),
    VIDEO_JS("video.js/dist/video.min.js", false, true),
    RX_PLAYER("../rx-player.js", false, false);

    private static final Path SOURCES = Path.of("src", "test", "players");
    private static final Path INSTALLED = ForkDirectory.of("players");

    private final String script;
    final boolean playsConverted;
    final boolean sendsCookies;

    /**
     * @param playsConverted whether it passes the signature in the URL of a static playlist on
     * @param sendsCookies whether it can be configured to send cookies to other origins
     */
    Player(String script, boolean playsConverted, boolean sendsCookies) {
        this.script = script;
        this.playsConverted = playsConverted;
        this.sendsCookies = sendsCookies;
    }

    /**
     * Installs all players.
     */
    static void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        for (String file : List.of("package.json", "package-lock.json", ".npmrc")) {
            Files.copy(SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        npm("ci", "--ignore-scripts", "--no-audit", "--no-fund");
        npm("run", "bundle");
    }

    private static void npm(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("npm"));
        command.addAll(List.of(arguments));
        Process npm = new ProcessBuilder(command).directory(INSTALLED.toFile()).redirectErrorStream(true).start();
        npm.getOutputStream().close();
        String output = new String(npm.getInputStream().readAllBytes());
        assertThat(npm.waitFor()).as(output).isZero();
    }

    /**
     * Plays a URL in the page, whose content is replaced. Read {@link #played(Page)} for the outcome.
     */
    void play(Page page, String url, Map<String, ?> options) {
        page.setContent("<video muted playsinline></video>");
        page.addScriptTag(new Page.AddScriptTagOptions().setPath(INSTALLED.resolve("node_modules").resolve(script)));
        page.addScriptTag(new Page.AddScriptTagOptions().setPath(SOURCES.resolve("play.js")));
        page.evaluate("([player, url, options]) => { play(player, url, options); }", List.of(name(), url, options));
    }

    /**
     * @return {@code loading}, {@code ended}, or why the player stopped
     */
    static String played(Page page) {
        return (String) page.evaluate("() => window.played");
    }
}
