package io.quarkiverse.cloudfront.signer.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceMatcherTest {

    @ParameterizedTest
    @CsvSource({
            // scheme
            "https://h.example/a, https://h.example/a",
            "HTTPS://h.example/a, https://h.example/a",
            "*://h.example/a, https://h.example/a",
            "*://h.example/a, http://h.example/a",
            // host
            "https://H.Example/a, https://h.example/a",
            "https://*.example/a, https://h.example/a",
            "https://*.example/a, https://h.i.example/a",
            "https://*/a, https://h.example:8443/a",
            "https://h.example:*/a, https://h.example:8443/a",
            "*://*/*, https://h.example/a?b",
            // path
            "https://h.example/*, https://h.example/",
            "https://h.example/*, https://h.example/a/b/c",
            "https://h.example/a/*.jpg, https://h.example/a/b/c.jpg",
            "https://h.example/a?c, https://h.example/abc",
            "https://h.example/a?b/c.jpg, https://h.example/a/b/c.jpg",
            "https://h.example/a???, https://h.example/abcd",
            "https://h.example/*a*b*, https://h.example/xaxbx",
            "https://h.example/**, https://h.example/a",
            // a directory and everything in it
            "https://h.example/a/*, https://h.example/a/",
            "HTTPS://H.Example/a/*, https://h.example/a/b",
            "https://h.example/a/*, https://h.example/a/b?x=*?y",
            "https://h.example/a%2F*, https://h.example/a%2Fb",
            // a * at the end of the path covers the query
            "https://h.example/*, https://h.example/a?x=1",
            "https://h.example/a*, https://h.example/a?",
            // query
            "https://h.example/a?x=1, https://h.example/a?x=1",
            "https://h.example/a?x=*, https://h.example/a?x=1&y=2",
            "https://h.example/a?*, https://h.example/a?x=1",
            "https://h.example/a?*, https://h.example/a?",
            "https://h.example/*?x=1, https://h.example/a/b?x=1",
            "https://h.example/a?c?x=?, https://h.example/abc?x=1",
            "https://h.example/a??x, https://h.example/ab?x",
            "https://h.example/a?x=?, https://h.example/a?x=1" })
    void resource_coversMatchingUrls(String resource, String url) {
        assertThat(new ResourceMatcher(resource).covers(url)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
            "https://h.example/a, http://h.example/a",
            "http://h.example/a, https://h.example/a",
            "https://h.example/a, https://h.example:8443/a",
            "https://*.example/a, https://h.example:8443/a",
            "https://*.example/a, https://example/a",
            "https://h.example/a, https://h.example/A",
            "https://h.example/a, https://h.example/a/",
            "https://h.example/a, https://h.example/ab",
            "https://h.example/a/, https://h.example/a",
            "https://h.example/a%2Fb, https://h.example/a%2fb",
            "https://h.example/a%2Fb, https://h.example/a/b",
            "https://h.example/a?c, https://h.example/ac",
            "https://h.example/a?c, https://h.example/abbc",
            "https://h.example/*.jpg, https://h.example/a.png",
            "https://h.example/a/*, https://h.example/a",
            "https://h.example/a/*, https://h.example/A/b",
            "https://h.example/a/*, https://h.example/b/a/",
            "https://h.example/a/*, https://h.example/a?/a/",
            "https://h.example/a/*, https://h.example.evil.example/a/b",
            "https://h.example/a/*, https://i.example/a/b",
            // a * in the host does not match beyond the host
            "https://h.*/b, https://h.example/a/b",
            "https://*/x, https://h.example/a/x",
            // a query counts, unless the path ends with a *
            "https://h.example/a, https://h.example/a?x",
            "https://h.example/a, https://h.example/a?",
            "https://h.example/*.jpg, https://h.example/a.jpg?x",
            "https://h.example/*.jpg, https://h.example/a?x=.jpg",
            "https://h.example/*/b, https://h.example/a?x/b",
            "https://h.example/a?x=1, https://h.example/a?x=2",
            "https://h.example/a?x=1, https://h.example/a?X=1",
            "https://h.example/a?x=1, https://h.example/a?x=1&y=2",
            "https://h.example/a?x=1, https://h.example/a",
            "https://h.example/a?*, https://h.example/b?x=1",
            "https://h.example/a?x=?, https://h.example/a?x=" })
    void resource_doesNotCoverOtherUrls(String resource, String url) {
        assertThat(new ResourceMatcher(resource).covers(url)).isFalse();
    }

    /**
     * With naive backtracking, each of these would practically never finish.
     */
    @Test
    void adversarialPatterns_areMatchedInPolynomialTime() {
        String manyStars = "https://h.example/" + "*a".repeat(500) + "*b";
        String starsAndMarks = "https://h.example/" + "*a?".repeat(100) + "b";
        String url = "https://h.example/" + "a".repeat(4000);

        assertThat(new ResourceMatcher(manyStars).covers(url)).isFalse();
        assertThat(new ResourceMatcher(manyStars).covers(url + "b")).isTrue();
        assertThat(new ResourceMatcher(starsAndMarks).covers(url)).isFalse();
        assertThat(new ResourceMatcher(starsAndMarks).covers(url + "?" + "a".repeat(2000))).isFalse();
        assertThat(new ResourceMatcher("https://" + "*.".repeat(500) + "example/a")
                .covers("https://" + "h.".repeat(500) + "exampl/a")).isFalse();
    }
}
