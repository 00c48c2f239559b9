package io.quarkiverse.cloudfront.signer.it;

import static io.quarkiverse.cloudfront.signer.fixtures.NativeAnswers.bearer;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.fixtures.NativeAnswers;
import io.quarkiverse.cloudfront.signer.fixtures.NativeAnswers.Call;
import io.quarkus.test.common.DevServicesContext;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.DisabledOnIntegrationTest;
import io.quarkus.test.junit.DisabledOnIntegrationTest.ArtifactType;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/**
 * The native executable, and the JAR with the same configuration. Users have a token of the provider, in addition to the login
 * in a browser, because both applications then answer for the same login.
 */
@QuarkusIntegrationTest
@DisabledOnIntegrationTest(forArtifactTypes = ArtifactType.JAR)
@TestProfile(GalleryAnswersIT.WithTokens.class)
class GalleryAnswersIT {

    public static class WithTokens implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.oidc.application-type", "hybrid");
        }
    }

    private static final List<String> PATHS = List.of("", "gallery.css", "api/me", "api/albums", "api/albums/alps/pictures",
            "api/albums/nothing/pictures", "api/albums/alps/pictures/first%20snow.jpg/glimpse",
            "api/albums/alps/pictures/nothing/glimpse", "api/videos/alps", "api/videos/desert", "api/videos/alps/index.m3u8",
            "api/videos/alps/glimpse.m3u8", "api/videos/alps/index.mpd", "api/videos/alps/playlists",
            "api/videos/alps/playlists/glimpse", "private-access/login?return=/handbook/index.html",
            "private-access/login?return=/board/index.html", "private-access/logout", "logout", "logged-out.html");

    DevServicesContext devServices;

    @TestHTTPResource
    URI executable;

    @Test
    void answers_areThoseOfTheJvm() throws IOException, InterruptedException {
        Map<String, String> properties = new HashMap<>(devServices.devServicesProperties());
        properties.putAll(new WithTokens().getConfigOverrides());
        String provider = properties.get("quarkus.oidc.auth-server-url");
        List<Call> calls = new ArrayList<>();
        for (String user : List.of("", bearer(provider, "alice"), bearer(provider, "bob"), "Bearer guess")) {
            PATHS.forEach(path -> calls.add(new Call("GET", path, user, "")));
            calls.add(new Call("POST", "api/videos/alps/grant", user, ""));
        }
        NativeAnswers.assertEqual(executable, properties, calls);
    }
}
