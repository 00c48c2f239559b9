package io.quarkiverse.cloudfront.signer.runtime.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.field.TestRest;
import io.quarkiverse.cloudfront.signer.runtime.field.TestRest.Reply;
import io.quarkiverse.cloudfront.signer.runtime.mcp.McpResourceLinks;

class ReturnValueRewriterTest {

    private static final String SIGNED = "?signed";

    private record Album(String picture) {
    }

    private final ReturnValueRewriter rewriter = new ReturnValueRewriter(new TestRest(Map.of()));
    private final Predicate<Object> albums = Album.class::isInstance;
    private final ReturnValueRewriter leavingAlbums = new ReturnValueRewriter(new TestRest(Map.of()), null, albums);

    private Object rewrite(Object value) {
        return rewriter.rewrite(value, url -> url + SIGNED);
    }

    @Test
    void urls_keepTheirType() throws MalformedURLException {
        assertThat(rewrite("/a")).isEqualTo("/a?signed");
        assertThat(rewrite(URI.create("/a"))).isEqualTo(URI.create("/a?signed"));
        assertThat(rewrite(new URL("https://a.example/a"))).isEqualTo(new URL("https://a.example/a?signed"));
        assertThat(rewrite(Optional.of("/a"))).isEqualTo(Optional.of("/a?signed"));
        assertThat(rewrite(new String[] { "/a" })).isInstanceOf(String[].class).isEqualTo(new String[] { "/a?signed" });
    }

    /** A native executable may not have another handler for this protocol. */
    @Test
    void signedUrl_keepsTheProtocolHandler() throws IOException {
        URLStreamHandler handler = new URLStreamHandler() {

            @Override
            protected URLConnection openConnection(URL url) {
                return null;
            }
        };

        URL signed = (URL) rewrite(new URL(null, "unknown://a.example/a?b=c", handler));

        assertThat(signed).hasToString("unknown://a.example/a?b=c?signed");
        assertThat(signed.openConnection()).isNull();
    }

    @Test
    void emptyValues_areNotUrls() {
        assertThat(rewrite(null)).isNull();
        assertThat(rewrite("")).isEqualTo("");
        assertThat(rewrite(URI.create(""))).isEqualTo(URI.create(""));
        assertThat(rewrite(Optional.empty())).isEqualTo(Optional.empty());
        assertThat(rewrite(Arrays.asList("/a", null, ""))).isEqualTo(Arrays.asList("/a?signed", null, ""));
    }

    @Test
    void collections_keepTheirOrder() {
        Set<String> set = new LinkedHashSet<>(List.of("/b", "/a"));
        Map<String, List<String>> map = new LinkedHashMap<>();
        map.put("/z", List.of("/1"));
        map.put("/a", List.of("/2"));

        assertThat((Set<?>) rewrite(set)).isInstanceOf(Set.class);
        assertThat(new ArrayList<Object>((Set<?>) rewrite(set))).containsExactly("/b?signed", "/a?signed");
        // keys are not URLs
        assertThat(rewrite(map)).hasToString("{/z=[/1?signed], /a=[/2?signed]}");
        assertThat(set).containsExactly("/b", "/a");
        assertThat(map).hasToString("{/z=[/1], /a=[/2]}");
    }

    @Test
    void response_hasItsEntityAndItsLocationSigned() {
        assertThat(rewrite(new Reply(303, List.of("/a"), "/b"))).isEqualTo(new Reply(303, List.of("/a?signed"), "/b?signed"));
    }

    static List<Object> others() {
        return List.of(7, new StringBuilder("/a"), new Album("/a"), List.of(new Album("/a")), new byte[0]);
    }

    @ParameterizedTest
    @MethodSource("others")
    void otherTypes_areRejected(Object value) {
        assertThatThrownBy(() -> rewrite(value)).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageContaining("cannot be signed. Return a String, URI or URL");
    }

    @Test
    void responseWithoutRest_isRejected() {
        assertThatThrownBy(() -> new ReturnValueRewriter(null).rewrite(new Reply(200, "/a", null), url -> url))
                .isInstanceOf(CloudFrontSignerException.class);
    }

    @Test
    void objectWithSignedFieldsAmongUrls_staysAsItIs() {
        Album album = new Album("/a");

        assertThat(leavingAlbums.rewrite(List.of(album, "/b"), url -> url + SIGNED)).isEqualTo(List.of(album, "/b?signed"));
    }

    @Test
    void batch_hasMoreThanOneUrl() {
        for (Object one : Arrays.asList(null, "/a", URI.create("/a"), List.of(), List.of("/a"), Optional.of("/a"),
                Optional.empty(), Map.of("a", "/a"), new String[] { "/a" }, new Reply(200, "/a", null),
                List.of(List.of("/a")))) {
            assertThat(rewriter.isBatch(one)).as("%s", one).isFalse();
        }
        for (Object several : List.of(List.of("/a", "/b"), Set.of("/a", "/b"), Map.of("a", "/a", "b", "/b"),
                Map.of("a", List.of("/a", "/b")), new String[] { "/a", "/b" }, Optional.of(List.of("/a", "/b")),
                new Object[] { List.of("/a", "/b") }, new Reply(200, List.of("/a", "/b"), null))) {
            assertThat(rewriter.isBatch(several)).as("%s", several).isTrue();
        }
    }

    @Test
    void valueOfObjectsWithSignedFieldsOnly_staysAsItIs() {
        Album album = new Album("/a");
        for (Object left : List.of(album, List.of(album, album), Arrays.asList(album, null), Map.of("a", album),
                Optional.of(album), new Object[] { album }, new Reply(200, album, null),
                new Reply(200, List.of(album), null))) {
            assertThat(leavingAlbums.isLeft(left)).as("%s", left).isTrue();
            assertThat(rewriter.isLeft(left)).isFalse();
        }
        for (Object signed : List.of("/a", List.of(), List.of(album, "/a"), Map.of("a", "/a"), Optional.empty(),
                new Object[] { "/a" }, new Reply(303, album, "/a"), new Reply(200, "/a", null))) {
            assertThat(leavingAlbums.isLeft(signed)).as("%s", signed).isFalse();
        }
    }

    @Test
    void applicationWithoutRest_hasObjectsWithSignedFieldsAndLinks() {
        ReturnValueRewriter ofTools = new ReturnValueRewriter(null, new McpResourceLinks(), albums);
        Album album = new Album("/a");

        assertThat(ofTools.rewrite(album, url -> url + SIGNED)).isSameAs(album);
        assertThat(ofTools.isLeft(album)).isTrue();
        assertThat(ofTools.isBatch(album)).isFalse();
        assertThatThrownBy(() -> ofTools.rewrite(7, url -> url + SIGNED)).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageStartingWith("a value of type java.lang.Integer cannot be signed");
    }
}
