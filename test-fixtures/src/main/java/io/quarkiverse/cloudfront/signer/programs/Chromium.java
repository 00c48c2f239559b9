package io.quarkiverse.cloudfront.signer.programs;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;

/**
 * The browser that is installed on the machine, without the settings of its user. Playwright does not download its own.
 */
public final class Chromium {

    /** A loaded machine is slow. */
    public static final int PATIENCE_MILLIS = 60_000;

    private Chromium() {
    }

    /**
     * The test class has Playwright on its class path.
     */
    public static Browser launch(Playwright playwright) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        return playwright.chromium().launch(new BrowserType.LaunchOptions()
                .setExecutablePath(Path.of(Program.CHROMIUM.path()))
                .setEnv(environment(Path.of(System.getProperty("java.io.tmpdir"), "chromium-home")))
                .setHeadless(true)
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                        "--disable-background-networking", "--disable-component-update", "--disable-sync")));
    }

    /** Chromium and its sound leave files in the user's home. */
    private static Map<String, String> environment(Path home) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("XDG_"));
        environment.put("HOME", home.toString());
        environment.put("PULSE_RUNTIME_PATH", home.resolve("pulse").toString());
        return environment;
    }
}
