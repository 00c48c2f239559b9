package org.acme.gallery;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.acme.after.FileLinks;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.UrlPath;
import io.quarkiverse.cloudfront.signer.test.CloudFrontEdge;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;

/**
 * The six samples of <em>Migrate from the AWS SDK</em>: with one RSA key and SHA-1, the SDK, an injected signer, and
 * annotations make the
 * same URLs and cookies, byte for byte, and these open the same files.
 */
@QuarkusTest
@TestProfile(MigrationTest.HashOfTheSdk.class)
class MigrationTest {

    private static final String PICTURE = "/albums/alps/mirror-lake.svg";
    private static final String OTHER_PICTURE = "/albums/alps/first%20snow.svg";
    private static final String FILES = "/files/{album}";
    private static final String FOREIGN = "/videos/7/poster.svg";
    /** In which forms that sign one after the other can sign in the same second. */
    private static final int ATTEMPTS = 20;

    CloudFrontEdge edge = new CloudFrontEdge();

    @ConfigProperty(name = "quarkus.cloudfront-signer.private-key")
    String privateKey;

    @Inject
    FileLinks after;

    private org.acme.before.FileLinks before;

    @BeforeEach
    void useTheSameKey() throws Exception {
        before = new org.acme.before.FileLinks(edge.url().toString().replaceFirst("/$", ""), edge.keyPairId(),
                privateKey.replaceAll("-----[A-Z ]+-----|\\s", ""));
    }

    @Test
    void url_isTheSame() {
        assertOpen(equal(() -> List.of(before.cover("alps")), () -> List.of(after.cover("alps")),
                () -> List.of(annotated("/cover"))));
    }

    @Test
    void urlWithALifetime_isTheSame() {
        assertOpen(equal(() -> List.of(before.preview("alps")), () -> List.of(after.preview("alps")),
                () -> List.of(annotated("/preview"))));
    }

    @Test
    void urlsOfAFolder_areTheSame() {
        List<String> pictures = equal(() -> before.pictures("alps"), () -> after.pictures("alps"),
                () -> alice().get("/files/alps/pictures").jsonPath().getList(""));

        assertThat(pictures).hasSize(2);
        assertOpen(pictures);
    }

    @Test
    void cookies_areTheSame() {
        List<String> cookies = equal(() -> sorted(before.cookies("alps")), () -> sorted(after.cookies("alps")),
                () -> sorted(alice().post("/files/alps/cookies").headers().getValues("Set-Cookie")));

        assertThat(cookies).hasSize(3);
        for (String path : List.of(PICTURE, OTHER_PICTURE)) {
            assertThat(status(path, cookies)).isEqualTo(200);
        }
        assertThat(status(FOREIGN, cookies)).isEqualTo(403);
    }

    @Test
    void downloadWithAName_isTheSame() {
        List<String> download = equal(() -> List.of(before.download("alps")), () -> List.of(after.download("alps")),
                () -> List.of(annotated("/download")));

        assertOpen(download);
        given().urlEncodingEnabled(false).get(download.get(0)).then()
                .header("Content-Disposition", "attachment; filename=\"Mirror lake.svg\"");
    }

    @Test
    void urlsOfAJob_areTheSame() {
        List<String> digest = equal(() -> before.digest(PICTURE, OTHER_PICTURE), () -> after.digest(PICTURE, OTHER_PICTURE));

        assertThat(digest).hasSize(2);
        assertOpen(digest);
    }

    @ParameterizedTest
    @ValueSource(strings = { "*", "?*", "al?s", "alps?x=", "alps#", "%2A", "a b", "a+b" })
    void idsOfViewers_openNoOtherAlbum(String id) {
        Stream<String> inCode = Stream.concat(Stream.of(after.cover(id), after.preview(id), after.download(id)),
                after.pictures(id).stream());
        Stream<String> annotated = Stream.concat(
                Stream.of("/cover", "/preview", "/download").map(path -> alice().get(FILES + path, id).asString()),
                alice().get(FILES + "/pictures", id).jsonPath().<String> getList("").stream());

        for (String url : Stream.concat(inCode, annotated).toList()) {
            assertThat(URI.create(url).getRawPath()).startsWith("/albums/" + UrlPath.segment(id) + "/");
            assertThat(status(PICTURE + "?" + URI.create(url).getRawQuery(), List.of())).isEqualTo(403);
        }
        assertThat(status(PICTURE, after.cookies(id))).isEqualTo(403);
        assertThat(status(PICTURE, alice().post(FILES + "/cookies", id).headers().getValues("Set-Cookie"))).isEqualTo(403);
    }

    /** What all forms make, as soon as they sign in the same second. */
    @SafeVarargs
    private static List<String> equal(Supplier<List<String>>... forms) {
        List<List<String>> made = List.of();
        for (int attempt = 0; attempt < ATTEMPTS && (made.isEmpty() || made.stream().distinct().count() > 1); attempt++) {
            made = Stream.of(forms).map(Supplier::get).toList();
        }
        assertThat(made).containsOnly(made.get(0));
        return made.get(0);
    }

    /** The URLs open, without their query they do not, and their query does not open another path. */
    private void assertOpen(List<String> urls) {
        for (String url : urls) {
            URI signed = URI.create(url);
            given().urlEncodingEnabled(false).get(signed).then().statusCode(200);
            given().get(edge.url(signed.getRawPath())).then().statusCode(403);
            given().urlEncodingEnabled(false).get(edge.url(FOREIGN + "?" + signed.getRawQuery())).then().statusCode(403);
        }
    }

    private int status(String path, List<String> cookies) {
        String header = cookies.stream().map(cookie -> cookie.replaceFirst(";.*", "")).collect(joining("; "));
        return given().urlEncodingEnabled(false).header("Cookie", header).get(edge.url(path)).statusCode();
    }

    /** CloudFront's cookies of a response, without its receipt for the logout. */
    private static List<String> sorted(List<String> cookies) {
        return cookies.stream().filter(cookie -> cookie.startsWith("CloudFront-"))
                .map(cookie -> cookie.replace("HTTPOnly", "HttpOnly")).sorted().toList();
    }

    private static String annotated(String path) {
        return alice().get("/files/alps" + path).then().statusCode(200).extract().asString();
    }

    private static RequestSpecification alice() {
        return given().auth().preemptive().basic("alice", "wonderland");
    }

    public static class HashOfTheSdk implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.cloudfront-signer.hash-algorithm", "SHA1");
        }
    }
}
