package io.quarkiverse.cloudfront.signer.deployment.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;

import io.quarkiverse.cloudfront.signer.programs.Program;

/**
 * Pictures of a stage in a browser, which become an animated GIF. No picture contains a complete signature.
 */
final class Film {

    private static final Pattern SIGNATURE = Pattern.compile("(Signature=[\\w~-]{6})[\\w~-]+");
    /** The parts of a Java method that an editor colors. */
    private static final Pattern TOKEN = Pattern.compile("@\\w+|\\b(?:public|return)\\b|&quot;.*?&quot;|//.*");
    /** The parts of an output that are new to a newcomer. */
    private static final Pattern COLORED = Pattern.compile("Expires=.*?SHA256|(?m)^403");
    private static final int KEYSTROKES = 6;
    private static final double SECONDS_OF_KEYSTROKES = 0.12;

    private final Page stage;
    private final String template;
    private final Path directory;
    private final StringBuilder frames = new StringBuilder("ffconcat version 1.0\n");
    private double seconds;
    private double last;
    private int count;

    /**
     * @param directory for the pictures
     */
    Film(Browser browser, Path directory) throws IOException {
        this.stage = browser.newPage(new Browser.NewPageOptions().setViewportSize(800, 500).setDeviceScaleFactor(1.5));
        this.template = new String(Film.class.getResourceAsStream("/pictures/stage.html").readAllBytes(),
                StandardCharsets.UTF_8);
        this.directory = Files.createDirectories(directory);
    }

    double seconds() {
        return seconds;
    }

    /** The text with the first characters of each signature. */
    static String shortened(String text) {
        return SIGNATURE.matcher(text).replaceAll("$1…");
    }

    /** A Java method in an editor. */
    void editor(String caption, String file, String method, double duration) throws IOException {
        String colored = TOKEN.matcher(escaped(method))
                .replaceAll(token -> "<span class='" + kind(token.group()) + "'>" + token.group() + "</span>");
        StringBuilder lines = new StringBuilder();
        colored.lines().forEach(line -> lines.append(line.contains("@SignedResource") ? "<div class='mark'>" : "<div>")
                .append(line).append("</div>"));
        show(caption, window("editor", file, "<pre>" + lines + "</pre>"), duration);
    }

    private static String kind(String token) {
        if (token.startsWith("@")) {
            return "annotation";
        }
        if (token.startsWith("//")) {
            return "comment";
        }
        return token.startsWith("&quot;") ? "string" : "keyword";
    }

    /** A command that is typed, and its output. */
    void terminal(String caption, String command, String output, double duration) throws IOException {
        for (int i = 1; i <= KEYSTROKES; i++) {
            String typed = command.substring(0, command.length() * i / KEYSTROKES);
            show(caption, terminal(typed + "█", ""), SECONDS_OF_KEYSTROKES);
        }
        show(caption, terminal(command, output), duration);
    }

    private static String terminal(String command, String output) {
        String colored = COLORED.matcher(escaped(output)).replaceAll("<em>$0</em>");
        return window("terminal", "Terminal", "<pre><b>$</b> " + escaped(command) + "\n" + colored + "</pre>");
    }

    /** What a browser shows at an address. */
    void browser(String caption, String address, byte[] picture, double duration) throws IOException {
        show(caption, window("browser", address, "<img src='data:image/png;base64,"
                + Base64.getEncoder().encodeToString(picture) + "'>"), duration);
    }

    private static String window(String kind, String title, String content) {
        return "<section class='" + kind + "'><header><i></i><i></i><i></i><span>" + escaped(title) + "</span></header>"
                + content + "</section>";
    }

    private static String escaped(String text) {
        return shortened(text).replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private void show(String caption, String content, double duration) throws IOException {
        stage.setContent(template.replace("{caption}", caption).replace("{content}", content));
        stage.waitForFunction("() => [...document.images].every(image => image.complete)");
        assertThat((Boolean) stage.evaluate("document.documentElement.scrollHeight <= innerHeight")).as(caption).isTrue();
        Path picture = directory.resolve(String.format(Locale.ROOT, "%02d.png", ++count));
        stage.screenshot(new Page.ScreenshotOptions().setPath(picture));
        frames.append(String.format(Locale.ROOT, "file %s%nduration %.2f%n", picture.getFileName(), duration));
        seconds += duration;
        last = duration;
    }

    /** Makes the film. */
    void cut(Path file) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("frames.ffconcat"), frames);
        Process ffmpeg = new ProcessBuilder(Program.FFMPEG.path(), "-v", "error", "-y", "-i", "frames.ffconcat", "-fps_mode",
                "vfr", "-vf", "split[all][some];[some]palettegen[palette];[all][palette]paletteuse=dither=sierra2_4a",
                "-final_delay", String.valueOf(Math.round(last * 100)), file.toAbsolutePath().toString())
                .directory(directory.toFile()).redirectErrorStream(true).start();
        ffmpeg.getOutputStream().close();
        String output = new String(ffmpeg.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(ffmpeg.waitFor()).as(output).isZero();
    }
}
