package io.quarkiverse.cloudfront.signer.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.programs.BrowserExtension;
import io.quarkiverse.cloudfront.signer.programs.Device;
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

    @Test
    @NeedsProgram(Program.CHROMIUM)
    void logoutInChromium_clearsTheWorkerOnlyWithStorage() throws Exception {
        assertLogouts(BROWSERS.newDevice(Program.CHROMIUM));
    }

    @Test
    @NeedsProgram(Program.FIREFOX)
    void logoutInFirefox_clearsTheWorkerOnlyWithStorage() throws Exception {
        assertLogouts(BROWSERS.newDevice(Program.FIREFOX));
    }

    private static void assertLogouts(Device device) throws Exception {
        try (WorkerSite site = new WorkerSite(CACHE)) {
            assertThat(afterLogout(device, site)).as("the worker answers from its cache").isEqualTo(WorkerSite.PRIVATE);
        }
        try (WorkerSite site = new WorkerSite(STORAGE)) {
            assertThat(afterLogout(device, site)).isEqualTo(WorkerSite.REFUSED);
        }
        try (WorkerSite site = new WorkerSite(CACHE)) {
            visit(device, site);
            device.leave("document.getElementById('logout').click()");
            device.await("location.href === '" + site.url(LOGOUT) + "'");
            open(device, site.url("/"));
            assertThat(device.evaluate(WorkerSite.TITLE)).as("with the link of the documentation")
                    .isEqualTo(WorkerSite.REFUSED);
        }
    }

    private static void visit(Device device, WorkerSite site) throws Exception {
        open(device, site.url("/"));
        assertThat(device.evaluate(WorkerSite.TITLE)).isEqualTo(WorkerSite.PRIVATE);
        assertThat(device.evaluate(WorkerSite.WORKING)).isEqualTo("working");
    }

    private static String afterLogout(Device device, WorkerSite site) throws Exception {
        visit(device, site);
        open(device, site.url(LOGOUT));
        assertThat(device.evaluate(WorkerSite.TITLE)).isEqualTo(WorkerSite.LOGGED_OUT);
        open(device, site.url("/"));
        return device.evaluate(WorkerSite.TITLE);
    }

    private static void open(Device device, String url) throws Exception {
        device.go(url);
        device.await("location.href === '" + url + "'");
    }
}
