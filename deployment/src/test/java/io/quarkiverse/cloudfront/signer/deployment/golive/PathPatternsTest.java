package io.quarkiverse.cloudfront.signer.deployment.golive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Path patterns of cache behaviors cover at least all signed paths.
 */
class PathPatternsTest {

    @ParameterizedTest
    @CsvSource({
            "/albums/{id}/*, /albums/*",
            "/albums/alps*, /albums/alps*",
            "/videos/intro.mp4, /videos/intro.mp4",
            "/photos/?.jpg, /photos/*",
            "https://media.example.com/hls/{id}/*, /hls/*",
            "/a%20b/*, /a*",
            "/it's/*, /it*",
            "/\"quoted\"/*, *",
            "/grüße/*, /gr*",
            "/{id}, *",
            "/*, *",
            "*, *",
            "https://media.example.com, *",
            "'', *" })
    void resource_becomesAPatternOfItsLiteralPrefix(String resource, String pattern) {
        assertThat(PathPatterns.of(List.of(resource))).containsExactly(pattern);
    }

    @Test
    void longPattern_isTruncated() {
        String resource = "/" + "a".repeat(300) + "/*";
        assertThat(PathPatterns.of(List.of(resource))).containsExactly(resource.substring(0, 254) + "*");
    }

    @Test
    void patternsCoveredByAnother_areOmitted() {
        assertThat(PathPatterns.of(List.of("/b/{id}", "/a/*", "/a/b/*", "/a/x.jpg", "/ab/*", "/a/*")))
                .containsExactly("/a/*", "/ab/*", "/b/*");
        assertThat(PathPatterns.of(List.of("/a/*", ""))).containsExactly("*");
        assertThat(PathPatterns.of(List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
            "/albums/{id}/*, /albums/*/*",
            "/films/{claim.tenant}{id}.mp4, /films/*.mp4",
            "https://media.example.com/hls/{id}/*, /hls/*/*",
            "https://{claim.tenant}.media.example.com/hls/*, /hls/*",
            "/photos/?.jpg, /photos/?.jpg",
            "/photos/?.jpg?width=7, /photos/?.jpg",
            "/a=b/*, /a=b/*",
            "/a%20b/*, /a%20b/*",
            "/{principal}/**, /*/*",
            "*, /*",
            "https://media.example.com, /*"
    })
    void exactPattern_hasAWildcardForEachPlaceholder(String resource, String pattern) {
        assertThat(PathPatterns.exact(resource)).isEqualTo(pattern);
    }
}
