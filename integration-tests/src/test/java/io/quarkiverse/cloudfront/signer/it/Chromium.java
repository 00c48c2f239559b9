package io.quarkiverse.cloudfront.signer.it;

import java.nio.file.Path;
import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;

import io.quarkiverse.cloudfront.signer.programs.Program;

/**
 * The browser that is installed on the machine. Playwright does not download its own.
 */
public final class Chromium {

    /** A loaded machine is slow. */
    public static final int PATIENCE_MILLIS = 60_000;

    private Chromium() {
    }

    public static Browser launch(Playwright playwright) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        return playwright.chromium().launch(new BrowserType.LaunchOptions()
                .setExecutablePath(Path.of(Program.CHROMIUM.path()))
                .setHeadless(true)
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                        "--disable-background-networking", "--disable-component-update", "--disable-sync")));
    }
}
