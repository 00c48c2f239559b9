package io.quarkiverse.cloudfront.signer.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.microsoft.playwright.Page;

import io.quarkiverse.cloudfront.signer.programs.BrowserExtension;
import io.quarkiverse.cloudfront.signer.programs.Firefox;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

/**
 * What a service worker still shows after a logout, depending on what the logout clears.
 */
@Tag("nightly")
class LogoutWithWorkerTest {

    private static final String LOGOUT = "/private-access/logout";
    private static final String CACHE = "\"cache\"";
    private static final String STORAGE = "\"cache\", \"storage\"";

    @RegisterExtension
    static final BrowserExtension BROWSERS = new BrowserExtension();

    /** A browser with one page. */
    private interface Tab {

        void open(String url) throws Exception;

        String evaluate(String expression) throws Exception;

        void followLink(String id, String url) throws Exception;
    }

    @Test
    @NeedsProgram(Program.CHROMIUM)
    void logoutInChromium_clearsTheWorkerOnlyWithStorage() throws Exception {
        Page page = BROWSERS.newContext().newPage();
        assertLogouts(new Tab() {

            @Override
            public void open(String url) {
                page.navigate(url);
            }

            @Override
            public String evaluate(String expression) {
                return String.valueOf(page.evaluate(expression));
            }

            @Override
            public void followLink(String id, String url) {
                page.locator("#" + id).click();
                page.waitForURL(url);
            }
        });
    }

    @Test
    @NeedsProgram(Program.FIREFOX)
    void logoutInFirefox_clearsTheWorkerOnlyWithStorage() throws Exception {
        Firefox firefox = BROWSERS.firefox();
        assertLogouts(new Tab() {

            @Override
            public void open(String url) throws Exception {
                firefox.open(url);
            }

            @Override
            public String evaluate(String expression) throws Exception {
                return firefox.evaluate(expression);
            }

            @Override
            public void followLink(String id, String url) throws Exception {
                firefox.evaluate("document.getElementById('" + id + "').click(); ''");
            }
        });
    }

    private static void assertLogouts(Tab tab) throws Exception {
        try (WorkerSite site = new WorkerSite(CACHE)) {
            assertThat(afterLogout(tab, site)).as("the worker answers from its cache").isEqualTo(WorkerSite.PRIVATE);
        }
        try (WorkerSite site = new WorkerSite(STORAGE)) {
            assertThat(afterLogout(tab, site)).isEqualTo(WorkerSite.REFUSED);
        }
        try (WorkerSite site = new WorkerSite(CACHE)) {
            visit(tab, site);
            tab.followLink("logout", site.url(LOGOUT));
            site.awaitLogout();
            tab.open(site.url("/"));
            assertThat(tab.evaluate(WorkerSite.TITLE)).as("with the link of the documentation").isEqualTo(WorkerSite.REFUSED);
        }
    }

    private static void visit(Tab tab, WorkerSite site) throws Exception {
        tab.open(site.url("/"));
        assertThat(tab.evaluate(WorkerSite.TITLE)).isEqualTo(WorkerSite.PRIVATE);
        assertThat(tab.evaluate(WorkerSite.WORKING)).isEqualTo("working");
    }

    private static String afterLogout(Tab tab, WorkerSite site) throws Exception {
        visit(tab, site);
        tab.open(site.url(LOGOUT));
        assertThat(tab.evaluate(WorkerSite.TITLE)).isEqualTo(WorkerSite.LOGGED_OUT);
        tab.open(site.url("/"));
        return tab.evaluate(WorkerSite.TITLE);
    }
}
