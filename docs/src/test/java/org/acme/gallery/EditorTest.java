package org.acme.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.programs.BrowserExtension;
import io.quarkiverse.cloudfront.signer.programs.Device;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/**
 * The editor of the guide: an article that is saved after its signatures have expired keeps its pictures and its text.
 */
@Tag("nightly")
@QuarkusTest
@TestProfile(EditorTest.ShortLife.class)
class EditorTest {

    private static final String ORIGIN = "https://d111111abcdef8.cloudfront.net/albums/alps/";
    private static final String ARTICLE = "<p>Evening<img src=\"" + ORIGIN + "mirror-lake.svg\">and morning<img src=\"" + ORIGIN
            + "first%20snow.svg?width=8&amp;height=6\">.</p>";
    private static final String EDITOR = "tinymce.activeEditor";
    private static final String IMAGES = "[..." + EDITOR + ".getDoc().images]";

    @TestHTTPResource("/")
    URI application;

    @RegisterExtension
    static final BrowserExtension BROWSERS = new BrowserExtension();

    @Test
    @NeedsProgram(Program.CHROMIUM)
    void articleEditedTenTimesInChromium_keepsPicturesAndText() throws Exception {
        editTenTimes(BROWSERS.newDevice(Program.CHROMIUM));
    }

    @Test
    @NeedsProgram(Program.FIREFOX)
    void articleEditedTenTimesInFirefox_keepsPicturesAndText() throws Exception {
        editTenTimes(BROWSERS.newDevice(Program.FIREFOX));
    }

    private void editTenTimes(Device device) throws Exception {
        logIn(device);
        open(device);
        device.evaluate(EDITOR + ".setContent('" + ARTICLE + "'), ''");
        String stored = save(device);
        assertThat(stored).contains(ORIGIN + "mirror-lake.svg\"", ORIGIN + "first%20snow.svg?width=8&amp;height=6\"");

        for (int i = 1; i <= 10; i++) {
            open(device);
            device.await(IMAGES + ".length === 2 && " + IMAGES + ".every(image => image.naturalWidth > 0)");
            String picture = device.evaluate(IMAGES + "[1].src");
            type(device, "Edit" + i + ".");
            await().atMost(60, TimeUnit.SECONDS).until(() -> SignedUrls.status(picture) == 403);

            String edited = save(device);

            assertThat(edited).isEqualTo(stored.replace("</p>", "Edit" + i + ".</p>"));
            stored = edited;
        }
    }

    /** As a user does in the dialog of the browser, which asks once for the whole application. */
    private void logIn(Device device) throws Exception {
        device.go(application.resolve("/none"));
        device.await("location.pathname === '/none'");
        assertThat(device.evaluate("""
                new Promise(done => {
                    const request = new XMLHttpRequest();
                    request.open('GET', '/articles/alps', true, 'alice', 'wonderland');
                    request.onloadend = () => done(String(request.status));
                    request.send();
                })""")).isEqualTo("200");
    }

    private void open(Device device) throws Exception {
        device.go(application.resolve("/editor.html"));
        device.await(EDITOR + "?.getBody()?.innerHTML.includes('<img')");
    }

    /** At the end of the article. */
    private static void type(Device device, String text) throws Exception {
        device.evaluate(EDITOR + ".focus(), " + EDITOR + ".selection.select(" + EDITOR + ".getBody(), true), "
                + EDITOR + ".selection.collapse(false), "
                + EDITOR + ".getDoc().execCommand('insertText', false, '" + text + "'), ''");
    }

    /** What the application has stored. */
    private static String save(Device device) throws Exception {
        device.evaluate("document.querySelector('pre').textContent = '', document.querySelector('button').click(), ''");
        device.await("document.querySelector('pre').textContent !== ''");
        return device.evaluate("document.querySelector('pre').textContent");
    }

    public static class ShortLife implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.cloudfront-signer.expires-in", "5s");
        }
    }
}
