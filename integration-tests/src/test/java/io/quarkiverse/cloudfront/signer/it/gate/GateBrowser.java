package io.quarkiverse.cloudfront.signer.it.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;

import io.quarkiverse.cloudfront.signer.it.gate.GateStub.Received;
import io.quarkiverse.cloudfront.signer.programs.BrowserExtension;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

/**
 * A browser for pages of the stub, each of which has a strict Content-Security-Policy.
 */
@NeedsProgram(Program.CHROMIUM)
abstract class GateBrowser {

    @RegisterExtension
    static final BrowserExtension BROWSERS = new BrowserExtension();

    private final List<String> errors = new ArrayList<>();
    GateStub stub;
    BrowserContext context;
    Page page;

    @BeforeEach
    void open() throws IOException {
        stub = new GateStub();
        context = BROWSERS.newContext();
        context.onWebError(error -> errors.add(error.error()));
        context.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                errors.add(message.text());
            }
        });
        page = context.newPage();
    }

    @AfterEach
    void close() {
        BROWSERS.closeWindows();
        stub.close();
        assertThat(errors).isEmpty();
    }

    List<Received> renewals() {
        return stub.requests(GateStub.RENEW);
    }

    void awaitRenewals(int number) {
        page.waitForCondition(() -> renewals().size() >= number);
        settle(page);
        assertThat(renewals()).hasSize(number);
    }

    /** The script decides within a lock: without one, it has sent everything that it was going to send. */
    static void settle(Page page) {
        page.waitForCondition(() -> (boolean) page.evaluate(
                "() => navigator.locks.query().then(({held, pending}) => held.length + pending.length === 0)"));
    }

    /** Where the login leads to, as the browser sends it. */
    static String login(String encodedReturn) {
        return GateStub.LOGIN + "?return=" + encodedReturn;
    }
}
