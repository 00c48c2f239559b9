package io.quarkiverse.cloudfront.signer.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.fixtures.FreePort;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusDevModeTest;

/**
 * A live reload does not invalidate the signed URLs of a page that is open in the developer's browser.
 */
@Tag("nightly")
class LiveReloadTest {

    private static final int PORT = FreePort.find();

    @RegisterExtension
    static final QuarkusDevModeTest TEST = new QuarkusDevModeTest()
            .withApplicationRoot(root -> root.addClass(LiveReloadResource.class).addAsResource(
                    new StringAsset("quarkus.http.port=" + PORT + "\nquarkus.cloudfront-signer.devservices.origin="
                            + TestOrigin.directory() + "\n"
                            + "quarkus.cloudfront-signer.devservices.application-paths=/live\n"
                            // Qute's debugger, which the POMs of this project exclude
                            + "quarkus.arc.exclude-types=io.quarkus.qute.runtime.debug.DebugQuteEngineObserver\n"),
                    "application.properties"));

    @Test
    void edgeAndSignedUrls_surviveAReload() {
        String before = url();
        assertThat(before).contains("/a.txt?");
        assertThat(SignedUrls.status(before)).isEqualTo(200);

        TEST.modifySourceFile(LiveReloadResource.class, source -> source.replace("/a.txt", "/sub%20folder/b.txt"));

        String after = url();
        assertThat(after).contains("/sub%20folder/b.txt?");
        assertThat(SignedUrls.status(after)).isEqualTo(200);
        assertThat(URI.create(after).getAuthority()).isEqualTo(URI.create(before).getAuthority());
        assertThat(SignedUrls.status(before)).isEqualTo(200);
        String application = URI.create(after).resolve("/live").toString();
        assertThat(given().get(application).then().statusCode(200).extract().asString()).as("through the edge")
                .contains("/sub%20folder/b.txt?");
    }

    private static String url() {
        return given().port(PORT).get("/live").then().statusCode(200).extract().asString();
    }
}
