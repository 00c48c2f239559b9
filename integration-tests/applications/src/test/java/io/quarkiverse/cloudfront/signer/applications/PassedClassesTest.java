package io.quarkiverse.cloudfront.signer.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.applications.modes.CoverPages;
import io.quarkiverse.cloudfront.signer.applications.modes.Covers;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * How many classes one signature passes that is not cached. The limits become lower, never higher: who adds a class to this way
 * says why.
 */
@Tag("nightly")
class PassedClassesTest {

    private static final int OF_A_URL = 71;
    private static final int OF_A_FIELD = 86;

    private static final Pattern PORT = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

    @RegisterExtension
    static final QuarkusProdModeTest TEST = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClass(Covers.class).addClasses(CoverPages.class, CoverPages.CoverPage.class))
            .setForcedDependencies(Applications.dependencies("rest-jackson", "security"))
            .setJVMArgs(List.of(PassedClasses.ARGUMENT))
            .setRuntimeProperties(Map.of(
                    "quarkus.http.port", "0",
                    "quarkus.cloudfront-signer.url", Distribution.URL,
                    "quarkus.cloudfront-signer.key-pair-id", Distribution.KEY_PAIR_ID,
                    "quarkus.cloudfront-signer.private-key", Distribution.privateKey()))
            .setRun(true);

    /** The debugger can attach only once. */
    @Test
    void oneSignature_passesFewClasses() throws Exception {
        String output = TEST.getStartupConsoleOutput();
        try (PassedClasses passed = new PassedClasses(output)) {
            String application = PORT.matcher(output).results().findFirst().orElseThrow().group(1);
            assertThat(passed.during(() -> get(application, "/covers/7"))).contains(LoadedClasses.ROOMS + "key.EcKey")
                    .hasSizeLessThanOrEqualTo(OF_A_URL);
            assertThat(passed.during(() -> get(application, "/cover-pages/8"))).contains(LoadedClasses.ROOMS + "key.EcKey")
                    .hasSizeLessThanOrEqualTo(OF_A_FIELD);
        }
    }

    private static HttpResponse<String> get(String port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.body()).contains("Signature=");
        return response;
    }
}
