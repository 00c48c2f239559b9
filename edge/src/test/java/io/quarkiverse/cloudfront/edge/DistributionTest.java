package io.quarkiverse.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;
import io.quarkiverse.cloudfront.edge.origin.OriginServer;
import io.quarkiverse.cloudfront.edge.request.MatchedPath;
import io.quarkiverse.cloudfront.edge.verify.KeyGroup;

class DistributionTest {

    private static final KeyGroup GROUP = KeyGroup.of("media", "K1", TestKeys.RSA.getPublic());

    @ParameterizedTest
    @CsvSource({
            "/images/*, /images/a.jpg, true",
            "/images/*, /images/a/b.jpg, true",
            "/images/*, /images/, true",
            "/images/*, /images, false",
            "images/*, /images/a.jpg, true",
            "/images/*, /Images/a.jpg, false",
            "*.jpg, /a/b.jpg, true",
            "/*.jpg, /a/b.jpg, true",
            "*, /anything, true",
            "/a?.jpg, /ab.jpg, true",
            "/a?.jpg, /a.jpg, false",
            "/a.jpg, /a.jpg, true",
            "/a.jpg, /axjpg, false",
            "/a*b*c, /a1b2c, true"
    })
    void pathPattern_matchesAsInCloudFront(String pattern, String path, boolean matches) {
        assertThat(CacheBehavior.open(pattern).matches(path)).isEqualTo(matches);
    }

    @Test
    void firstMatchingBehavior_isUsedBeforeTheDefault() {
        CacheBehavior first = CacheBehavior.open("/a/public/*");
        CacheBehavior second = CacheBehavior.restricted("/a/*", GROUP);
        CacheBehavior third = CacheBehavior.open("/a/*");
        CacheBehavior fallback = CacheBehavior.restricted("*", GROUP);
        Distribution distribution = Distribution.builder(Origin.directory(Path.of("x"))).behavior(first).behavior(second)
                .behavior(third).defaultBehavior(fallback).build();

        assertThat(distribution.behaviorFor("/a/public/b")).isSameAs(first);
        assertThat(distribution.behaviorFor("/a/b")).isSameAs(second);
        assertThat(distribution.behaviorFor("/b")).isSameAs(fallback);
        assertThat(distribution.behaviors()).isEqualTo(List.of(first, second, third));
    }

    @ParameterizedTest
    @CsvSource({
            "/private/a?x=/b, /private/a",
            "/%70%72ivate/%7E%2d%5F%2e, /private/~-_.",
            "/private%2Fa, /private/a",
            "/a%20b%25%3f%40, /a%20b%25%3f%40",
            "/%2570rivate, /%2570rivate",
            "/%zz%, /%zz%"
    })
    void path_isNormalizedBeforeItIsMatched(String target, String path) {
        assertThat(MatchedPath.of(target)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
            "/, /start/index.html",
            "/?, /start/index.html?",
            "/?x=/, /start/index.html?x=/",
            "/docs/, /docs/",
            "//, //",
            "/%2F, /%2F",
            "/a, /a"
    })
    void root_isTheDefaultRootObject(String target, String object) {
        Distribution.Builder distribution = Distribution.builder(Origin.directory(Path.of("x")));

        assertThat(distribution.build().objectFor("localhost", target)).isEqualTo(target);
        assertThat(distribution.defaultRootObject("start/index.html").build().objectFor("localhost", target)).isEqualTo(object);
    }

    @ParameterizedTest
    @CsvSource({ "acme.localhost, /acme/a", "ACME.localhost:8180, /acme/a", "localhost, /a", "127.0.0.1:8180, /a",
            "b.acme.localhost, /a", "acme.localhost.example.com, /a", "..localhost, /a" })
    void tenant_hasADirectoryOfItsOwn(String host, String object) {
        Distribution.Builder distribution = Distribution.builder(Origin.directory(Path.of("x")));

        assertThat(distribution.tenants(true).defaultRootObject("index.html").build().objectFor(host, "/a")).isEqualTo(object);
        assertThat(distribution.build().objectFor("acme.localhost", "/")).isEqualTo("/acme/index.html");
        assertThat(distribution.tenants(false).build().objectFor(host, "/a")).isEqualTo("/a");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/index.html", "" })
    void defaultRootObjectWithSlash_isRejected(String object) {
        Distribution.Builder distribution = Distribution.builder(Origin.directory(Path.of("x"))).defaultRootObject(object);

        assertThatThrownBy(distribution::build).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The default root object must be the name of a file, without a leading slash");
    }

    @ParameterizedTest
    @ValueSource(strings = { "ftp://e.com", "e.com", "http:///a" })
    void originWithoutHttpSchemeAndHost_isRejected(String url) {
        assertThatThrownBy(() -> Origin.http(URI.create(url))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The URL of an origin must begin with http:// or https:// and a host");
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://u:p@e.com", "http://e.com?x", "http://e.com#f" })
    void originWithMoreThanAPath_isRejected(String url) {
        assertThatThrownBy(() -> Origin.http(URI.create(url))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The URL of an origin must not have user info, a query, or a fragment");
    }

    @ParameterizedTest
    @CsvSource({
            "http://e.com, e.com, 80, false, ''",
            "https://e.com/, e.com, 443, true, ''",
            "HTTPS://e.com:8443/a%2Fb/, e.com, 8443, true, /a%2Fb"
    })
    void originUrl_hasHostAndPort(String url, String host, int port, boolean tls, String prefix) {
        assertThat(OriginServer.of(URI.create(url)))
                .isEqualTo(new OriginServer(host, port, tls, prefix, false));
        assertThat(OriginServer.of(URI.create(url)).request().isSsl()).isEqualTo(tls);
    }
}
