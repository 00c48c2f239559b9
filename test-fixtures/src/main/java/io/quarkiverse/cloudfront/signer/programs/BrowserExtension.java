package io.quarkiverse.cloudfront.signer.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;

/**
 * The browsers that are installed on the machine, without the settings of its user. Each starts when a test first asks for it,
 * and ends with the test class. The windows that a test opens are closed after it. A test class has Playwright and Vert.x on
 * its class path.
 * <p>
 * JUnit does not see the extension of a class of which {@code QuarkusUnitTest} runs a copy; such a class closes it.
 */
public final class BrowserExtension implements AfterEachCallback, AfterAllCallback, AutoCloseable {

    /** A loaded machine is slow. */
    public static final int PATIENCE_MILLIS = 60_000;

    private final Deque<Runnable> windows = new ArrayDeque<>();
    private final Deque<Runnable> browsers = new ArrayDeque<>();
    private Browser chromium;
    private Firefox firefox;

    public Browser chromium() {
        if (chromium == null) {
            Playwright playwright = Playwright.create();
            browsers.push(playwright::close);
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
            chromium = playwright.chromium().launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(Program.CHROMIUM.path()))
                    .setEnv(environment(Path.of(System.getProperty("java.io.tmpdir"), "chromium-home")))
                    .setHeadless(true)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                            "--disable-background-networking", "--disable-component-update", "--disable-sync")));
            browsers.push(chromium::close);
        }
        return chromium;
    }

    /** Chromium and its sound leave files in the user's home. */
    private static Map<String, String> environment(Path home) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("XDG_"));
        environment.put("HOME", home.toString());
        environment.put("PULSE_RUNTIME_PATH", home.resolve("pulse").toString());
        return environment;
    }

    public Firefox firefox() throws Exception {
        if (firefox == null) {
            Path directory = Files.createTempDirectory("firefox");
            browsers.push(() -> delete(directory));
            firefox = Firefox.launch(directory);
            browsers.push(firefox::close);
        }
        return firefox;
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Windows of Chromium that share neither cookies nor storage with others.
     */
    public BrowserContext newContext() {
        return newContext(new Browser.NewContextOptions());
    }

    public BrowserContext newContext(Browser.NewContextOptions options) {
        BrowserContext context = chromium().newContext(options);
        context.setDefaultTimeout(PATIENCE_MILLIS);
        windows.push(() -> close(context::close));
        return context;
    }

    /**
     * Closes a page or all pages of a context, which can fail if a page asks for a file at this moment.
     */
    public static void close(Runnable closing) {
        try {
            closing.run();
        } catch (PlaywrightException e) {
            assertThat(e).hasMessageContaining("has been closed");
        }
    }

    /**
     * @param browser Chromium or Firefox
     */
    public Device newDevice(Program browser) throws Exception {
        if (browser == Program.CHROMIUM) {
            return Device.of(newContext().newPage());
        }
        Firefox.Window window = firefox().newWindow();
        windows.push(window::close);
        return window;
    }

    public void closeWindows() {
        closeAll(windows);
    }

    @Override
    public void close() {
        closeWindows();
        closeAll(browsers);
        chromium = null;
        firefox = null;
    }

    private static void closeAll(Deque<Runnable> open) {
        while (!open.isEmpty()) {
            open.pop().run();
        }
    }

    @Override
    public void afterEach(ExtensionContext test) {
        closeWindows();
    }

    @Override
    public void afterAll(ExtensionContext test) {
        close();
    }
}
