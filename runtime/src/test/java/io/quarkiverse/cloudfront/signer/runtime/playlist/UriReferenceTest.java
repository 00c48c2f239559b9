package io.quarkiverse.cloudfront.signer.runtime.playlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;

/**
 * The examples of RFC 3986, section 5.4, and what else playlists have.
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
    void theExamplesOfTheStandard(String reference, String resolved) {
        assertThat(UriReference.resolve("http://a/b/c/d;p?q", reference)).isEqualTo(resolved);
    }

    @ParameterizedTest
    @CsvSource({ "https://a, g, https://a/g", "https://a?q, g, https://a/g", "https://a?q, ?r, https://a?r",
            "https://a?q=/x/, g, https://a/g", "data:x, g, data:x", "https://a/b, 'h\tttps://c', 'https://a/h\tttps://c'",
            "https://a/b, 1:2, https://a/1:2", "https://a/b, :c, https://a/:c" })
    void oddBasesAndReferences(String base, String reference, String resolved) {
        assertThat(UriReference.resolve(base, reference)).isEqualTo(resolved);
    }

    @ParameterizedTest
    @CsvSource({ "https://h/hls/7/*, https://h/hls/7/", "https://h/hls/7/a*, https://h/hls/7/",
            "https://h/hls/?/a, https://h/hls/",
            "https://h/hls/7.m3u8, https://h/hls/", "https://h/*, https://h/", "/hls/{id}/*, /hls/{id}/", "/a/b?x=1, /a/" })
    void theBaseIsTheResourcesLiteralPrefix(String resource, String base) {
        assertThat(GrantedUris.base(resource)).isEqualTo(base);
    }

    @ParameterizedTest
    @ValueSource(strings = { "*://h/a/*", "https://*.h/a/*", "https://h*", "https://h?/a/" })
    void aWildcardBeforeThePathIsNoBase(String resource) {
        assertThatThrownBy(() -> GrantedUris.base(resource)).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageContaining("has a wildcard in its scheme or host; name both, or give a path alone");
    }
}
