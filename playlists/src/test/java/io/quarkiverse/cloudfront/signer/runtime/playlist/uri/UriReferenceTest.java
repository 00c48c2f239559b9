package io.quarkiverse.cloudfront.signer.runtime.playlist.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.fixtures.Rounds;

/**
 * The examples of RFC 3986, section 5.4, and other references in playlists.
 */
class UriReferenceTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            g:h           , g:h
            g             , http://a/b/c/g
            ./g           , http://a/b/c/g
            g/            , http://a/b/c/g/
            /g            , http://a/g
            //g           , http://g
            ?y            , http://a/b/c/d;p?y
            g?y           , http://a/b/c/g?y
            '#s'          , http://a/b/c/d;p?q#s
            g#s           , http://a/b/c/g#s
            ;x            , http://a/b/c/;x
            ''            , http://a/b/c/d;p?q
            .             , http://a/b/c/
            ./            , http://a/b/c/
            ..            , http://a/b/
            ../           , http://a/b/
            ../g          , http://a/b/g
            ../..         , http://a/
            ../../g       , http://a/g
            ../../../g    , http://a/g
            ../../../../g , http://a/g
            /./g          , http://a/g
            /../g         , http://a/g
            g.            , http://a/b/c/g.
            .g            , http://a/b/c/.g
            g..           , http://a/b/c/g..
            ..g           , http://a/b/c/..g
            ./../g        , http://a/b/g
            ./g/.         , http://a/b/c/g/
            g/./h         , http://a/b/c/g/h
            g/../h        , http://a/b/c/h
            g;x=1/../y    , http://a/b/c/y
            g?y/./x       , http://a/b/c/g?y/./x
            g?y/../x      , http://a/b/c/g?y/../x
            g#s/../x      , http://a/b/c/g#s/../x
            """)
    void examplesOfRfc3986_areResolved(String reference, String resolved) {
        assertThat(UriReference.resolve("http://a/b/c/d;p?q", reference)).isEqualTo(resolved);
    }

    @ParameterizedTest
    @CsvSource({ "1.ts, true", "a/b-c_d~e.f/1..ts, true", "a/, true", "'', false", "/a, false", ".a, false", "a/.b, false",
            "a/../b, false", "a/./b, false", "a//b, false", "..,false", "a?b, false", "a#b, false", "a:b, false",
            "a%20b, false",
            "a*b, false", "a\\b, false", "a b, false", "{$a}, false", "ä, false", "#EXT, false", "a;b, false", "//a/b, false" })
    void plainReference_hasOnlyUnreservedCharacters(String reference, boolean plain) {
        assertThat(UriReference.isPlain(reference, 0, reference.length())).isEqualTo(plain);
        assertThat(UriReference.isPlain("/" + reference + "?", 1, 1 + reference.length())).isEqualTo(plain);
    }

    @Test
    void plainReference_isAppendedToADirectory() {
        Rounds.each(random -> {
            for (int i = 0; i < 1000; i++) {
                String reference = reference(random);
                if (UriReference.isPlain(reference, 0, reference.length())) {
                    assertThat(UriReference.isBelow(reference)).as(reference).isTrue();
                    assertThat(UriReference.resolve("https://a.example/b/c/", reference))
                            .isEqualTo("https://a.example/b/c/" + reference);
                }
            }
        });
    }

    @Test
    void directoryAndRest_resolveToTheSameUrl() {
        Rounds.each(random -> {
            for (int i = 0; i < 1000; i++) {
                String reference = reference(random);
                String base = "https://a.example" + (random.nextBoolean() ? "/" + reference(random) : "");
                int directory = UriReference.directory(reference);
                String rest = reference.substring(directory);
                if (directory > 0) {
                    assertThat(UriReference.resolve(UriReference.resolve(base, reference.substring(0, directory)), rest))
                            .as(base + " and " + reference).isEqualTo(UriReference.resolve(base, reference));
                    assertThat(UriReference.isBelow(rest)).isTrue();
                }
            }
        });
    }

    private static String reference(Random random) {
        StringBuilder reference = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            reference.append("/ / / . .. ../ ./ a b: ? # %2e //".split(" ")[random.nextInt(13)]);
        }
        return reference.toString();
    }

    @ParameterizedTest
    @CsvSource({ "https://a, g, https://a/g", "https://a?q, g, https://a/g", "https://a?q, ?r, https://a?r",
            "https://a?q=/x/, g, https://a/g", "https://a/b/c?/d, g, https://a/b/g", "data:x, g, data:x",
            "https://a/b, 'h\tttps://c', 'https://a/h\tttps://c'",
            "https://a/b, 1:2, https://a/1:2", "https://a/b, :c, https://a/:c" })
    void unusualBasesAndReferences_areResolved(String base, String reference, String resolved) {
        assertThat(UriReference.resolve(base, reference)).isEqualTo(resolved);
    }

    /** Otherwise, what follows could be a part of the host. */
    @ParameterizedTest
    @CsvSource({ "https://h/, true", "https://h/a?b, true", "https://h?, true", "https://h#, true", "//h/, true", "//h?a, true",
            "//?, true", "///, true", "https://h, false", "//h, false", "//, false", "https:, false", "https:/h/a, false",
            "a/b/c, false", "/a/b, false", "'', false" })
    void host_isCompleteIfSomethingFollows(String begin, boolean complete) {
        assertThat(UriReference.hasHost(begin)).isEqualTo(complete);
    }

    @ParameterizedTest
    @CsvSource({ "https://h/hls/7/*, https://h/hls/7/", "https://h/hls/7/a*, https://h/hls/7/",
            "https://h/hls/?/a, https://h/hls/",
            "https://h/hls/7.m3u8, https://h/hls/", "https://h/*, https://h/", "/hls/{id}/*, /hls/{id}/", "/a/b?x=1, /a/",
            "/a*, /" })
    void base_isTheLiteralPrefixOfTheResource(String resource, String base) {
        assertThat(GrantedUris.base(resource)).isEqualTo(base);
    }

    @ParameterizedTest
    @ValueSource(strings = { "*://h/a/*", "https://*.h/a/*", "https://h*", "https://h?/a/" })
    void resourceWithWildcardBeforeThePath_hasNoBase(String resource) {
        assertThatThrownBy(() -> GrantedUris.base(resource)).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageContaining("has a wildcard in its scheme or host; write the scheme and the host "
                        + "without wildcards, or use only a path");
    }

    @ParameterizedTest
    @CsvSource({ "a:x, a", "z:x, z", "A:x, A", "Z:x, Z", "a0:x, a0", "a9:x, a9", "a+:x, a+", "a-:x, a-", "a.:x, a.",
            "https:, https",
            "0a:x,", "+a:x,", "a_:x,", "a/:x,", ":x,", "abc,", "'',", "`:x,", "{:x,", "@:x,", "[:x,", "a/b:c," })
    void scheme_isLettersAndWhatMayFollowThem(String reference, String scheme) {
        assertThat(UriReference.scheme(reference)).isEqualTo(scheme);
    }

    @Test
    void isHttp_ofEitherSchemeInAnyCase_isTrue() {
        assertThat(UriReference.isHttp("http")).isTrue();
        assertThat(UriReference.isHttp("HTTPS")).isTrue();
        assertThat(UriReference.isHttp("ftp")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "https://h/a/, true", "https://h/a/?x, true", "https://h/a, false", "https://h/a?x/, false", "'', false",
            "?/, false" })
    void directory_isAPathThatEndsWithASlash(String url, boolean directory) {
        assertThat(UriReference.isDirectory(url)).isEqualTo(directory);
    }

    @ParameterizedTest
    @CsvSource({ "a, true", "a/b, true", "a.b, true", "'', false", "./a, false", "/a, false", "?a, false", "'#a', false",
            "https:a, false", "a/../b, false", "a/.b, false" })
    void reference_thatStaysBelowItsBase_isToldApart(String reference, boolean below) {
        assertThat(UriReference.isBelow(reference)).isEqualTo(below);
    }
}
