package io.quarkiverse.cloudfront.edge.verify.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceMatcherTest {

    @ParameterizedTest
    @CsvSource({
            // equal texts
            "https://e.com/a.jpg, https://e.com/a.jpg, true",
            "https://e.com/a.jpg, https://e.com/b.jpg, false",
            "https://e.com/a.jpg, https://e.com/A.jpg, false",
            // scheme and host are not case-sensitive
            "HTTPS://E.com/a, https://e.COM/a, true",
            "https://e.com/a, http://e.com/a, false",
            "http*://e.com/a, https://e.com/a, true",
            "*://e.com/a, http://e.com/a, true",
            // ports are part of the host
            "http://e.com:8080/a, http://e.com:8080/a, true",
            "http://e.com/a, http://e.com:8080/a, false",
            "http://e.com*/a, http://e.com:8080/a, true",
            // wildcards of the host do not match beyond the host
            "https://*.e.com/a, https://x.e.com/a, true",
            "https://*.e.com/a, https://x.y.e.com/a, true",
            "https://*.e.com/a, https://evil.org/x.e.com/a, false",
            "https://?.e.com/a, https://x.e.com/a, true",
            "https://?.e.com/a, https://xy.e.com/a, false",
            // wildcards of the path do not match beyond the path, but match slashes
            "https://e.com/*.jpg, https://e.com/a/b.jpg, true",
            "https://e.com/*.jpg, https://e.com/a.png?x=.jpg, false",
            "https://e.com/*/c, https://e.com/a/b/c, true",
            "https://e.com/a?c, https://e.com/abc, true",
            "https://e.com/a?c, https://e.com/a/c, true",
            // a star that ends the path covers the query
            "https://e.com/a/*, https://e.com/a/b?x=1&y=2, true",
            "https://e.com/a/*, https://e.com/a/, true",
            "https://e.com/a/*, https://e.com/a, false",
            "https://e.com/a.jpg*, https://e.com/a.jpg?x=1, true",
            "https://e.com/a.jpg, https://e.com/a.jpg?x=1, false",
            "https://e.com/a.jpg, https://e.com/a.jpg?, false",
            // a star that ends the host covers path and query
            "https://e.com*, https://e.com/a?x=1, true",
            "https://*, https://e.com/a?x=1, true",
            "https://e*, https://f.com/a, false",
            "https://e.com, https://e.com/, false",
            "*, https://e.com/a?x=1, true",
            "http*, https://e.com/a?x=1, true",
            "https, https://e.com/a, false",
            "ftp*, https://e.com/a, false",
            "'', https://e.com/a, false",
            "https://, https://e.com/a, false",
            // the query: a plain question mark also matches any character
            "https://e.com/a?x=1, https://e.com/a?x=1, true",
            "https://e.com/a?x=1, https://e.com/abx=1, true",
            "https://e.com/a?x=*, https://e.com/a?x=1&y=2, true",
            "https://e.com/a?x=*&y=2, https://e.com/a?x=1&y=2, true",
            "https://e.com/*?x=*, https://e.com/a/b?x=1, true",
            "https://e.com/*?x=1, https://e.com/a/b?y=1, false",
            "https://e.com/a?*, https://e.com/a?x=what?*, true",
            // an escaped one only matches a question mark
            "https://e.com/a\\?x=1, https://e.com/a?x=1, true",
            "https://e.com/a\\?x=1, https://e.com/abx=1, false",
            // percent-encoding is compared literally
            "https://e.com/a%20b, https://e.com/a%20b, true",
            "https://e.com/a%2fb, https://e.com/a%2Fb, false"
    })
    void resource_isComparedSectionBySection(String resource, String url, boolean covers) {
        assertThat(new ResourceMatcher(resource).mismatch(url) == Glob.NONE).isEqualTo(covers);
    }

    @Test
    void mismatch_hasItsSection() {
        assertThat(new ResourceMatcher("http://e.com/a/b.jpg").mismatch("http://e.com/a/c.jpg")).isEqualTo(15);
        assertThat(new ResourceMatcher("https://e.com/a").mismatch("http://e.com/a")).isEqualTo(4);
        assertThat(new ResourceMatcher("http://e.org/a").mismatch("http://e.com/a")).isEqualTo(9);
        assertThat(new ResourceMatcher("http://e.com/abc").mismatch("http://e.com/ab")).isEqualTo(15);
        assertThat(new ResourceMatcher("http://e.com/a").mismatch("http://e.com/a?x=1")).isEqualTo(14);
        assertThat(new ResourceMatcher("http").mismatch("http://e.com/a")).isEqualTo(4);
        assertThat(new ResourceMatcher("http://e.com").mismatch("http://e.com/a")).isEqualTo(12);
        assertThat(new ResourceMatcher("http://f*").mismatch("http://e.com/a")).isEqualTo(7);
        assertThat(new ResourceMatcher("http://e.com/a").mismatch("http://e.com/a")).isEqualTo(-1);
        assertThat(new ResourceMatcher("http://*").mismatch("http://e.com/a")).isEqualTo(-1);
        assertThat(new ResourceMatcher("*").mismatch("http://e.com/a")).isEqualTo(-1);
        assertThat(new ResourceMatcher("").mismatch("http://e.com/a")).isZero();
        assertThat(new ResourceMatcher("http://").mismatch("http://e.com/a")).isEqualTo(7);
    }
}
