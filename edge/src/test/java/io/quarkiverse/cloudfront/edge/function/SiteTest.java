package io.quarkiverse.cloudfront.edge.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteTest {

    private static Site site(Pages pages, String... prefixes) {
        return new Site(List.of(prefixes).stream().map(prefix -> new SitePart(prefix, pages)).toList());
    }

    @ParameterizedTest
    @CsvSource({ "/, /index.html", "/guide/, /guide/index.html", "/a/b/?x=1/y, /a/b/index.html?x=1/y", "/a.html, /a.html",
            "/v1.2/, /v1.2/index.html", "/app.js, /app.js", "/node.js/, /node.js/index.html", "/a.7z, /a.7z",
            "//, //index.html", "/.well-known/x.json, /.well-known/x.json" })
    void directory_isItsIndex(String path, String file) {
        assertThat(site(Pages.DIRECTORIES, "/").page(path)).isEqualTo(new Site.Page(file, false));
    }

    @ParameterizedTest
    @CsvSource({ "/guide, /guide/", "/a/b?x=1&y=%20, /a/b/?x=1&y=%20", "/a?, /a/?", "/a%2Ehtml, /a%2Ehtml/",
            "/a?b.html, /a/?b.html", "/v1.2, /v1.2/", "/1.0.3-rc.1, /1.0.3-rc.1/", "/v1.2-beta, /v1.2-beta/", "/a., /a./",
            "/a.b/c, /a.b/c/" })
    void directoryWithoutSlash_isARedirect(String path, String location) {
        assertThat(site(Pages.DIRECTORIES, "/").page(path)).isEqualTo(new Site.Page(location, true));
    }

    /** A browser would go to another host. */
    @ParameterizedTest
    @ValueSource(strings = { "//evil", "//evil/x?y", "///evil", "/\\evil", "/\\/evil" })
    void redirect_staysAtTheSite(String path) {
        assertThat(site(Pages.DIRECTORIES, "/").page(path)).isEqualTo(new Site.Page(path, false));
    }

    @ParameterizedTest
    @CsvSource({ "/, /index.html", "/guide, /guide.html", "/a/b?x=1&y=%20, /a/b.html?x=1&y=%20", "/a/, /a/index.html",
            "/a?b.html, /a.html?b.html", "/v1.2, /v1.2.html", "/app.js, /app.js", "/guide.html, /guide.html",
            "//evil, //evil.html", "/a%2Ehtml, /a%2Ehtml.html" })
    void pageWithoutEnding_isItsHtmlFile(String path, String file) {
        assertThat(site(Pages.HTML, "/").page(path)).isEqualTo(new Site.Page(file, false));
    }

    @ParameterizedTest
    @CsvSource({ "/, /index.html", "/items/7, /index.html", "/items/7/?x=1, /index.html?x=1", "/app.js, /app.js",
            "/assets/a-1b2c.css, /assets/a-1b2c.css", "/items/v1.2, /index.html", "/v1.2/items, /index.html",
            "//evil, /index.html" })
    void route_isTheIndexOfTheApplication(String path, String file) {
        assertThat(site(Pages.SPA, "/").page(path)).isEqualTo(new Site.Page(file, false));
    }

    @Test
    void part_hasItsOwnPages() {
        Site site = new Site(List.of(new SitePart("/", Pages.SPA), new SitePart("/docs/", Pages.DIRECTORIES),
                new SitePart("/docs/app/", Pages.SPA), new SitePart("/files/", Pages.FILES)));

        assertThat(site.page("/docs/a/").target()).isEqualTo("/docs/a/index.html");
        assertThat(site.page("/docs/app/a").target()).isEqualTo("/docs/app/index.html");
        assertThat(site.page("/docs").target()).isEqualTo("/index.html");
        assertThat(site(Pages.SPA, "/app/").page("/other/a").target()).isEqualTo("/other/a");
    }

    @Test
    void joinedSites_haveThePartsOfAllAndOnePageForStatus404() {
        Site joined = Site
                .join(List.of(site(Pages.SPA, "/a/"), new Site(List.of(), Optional.of("/404.html")), site(Pages.HTML, "/b/")));

        assertThat(joined.parts()).extracting(SitePart::prefix).containsExactly("/a/", "/b/");
        assertThat(joined.notFound()).contains("/404.html");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "docs/", "/docs", "/a\"b/", "/a\\b/", "/a?b/", "/a#b/", "/ä/", "/a b/", "/a\n/" })
    void prefixThatIsNotADirectory_isRefused(String prefix) {
        assertThatThrownBy(() -> new SitePart(prefix, Pages.SPA)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A part of a site must be a path that begins and ends with a slash");
    }
}
