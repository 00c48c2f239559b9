package io.quarkiverse.cloudfront.edge;

import static io.quarkiverse.cloudfront.edge.RunningEdge.xCache;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Optional;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;

/** A distribution with a default root object, whose files are all private. */
class EdgeRootObjectTest {

    @AutoClose
    private final TestOrigin origin = new TestOrigin(request -> request.response().putHeader("Cache-Control", "max-age=60")
            .end("content of " + request.uri()));
    @AutoClose
    private final RunningEdge edge = RunningEdge.of(distribution().build());

    private Distribution.Builder distribution() {
        return Distribution.builder(origin.origin()).defaultBehavior(CacheBehavior.restricted("*", RunningEdge.TRUSTED))
                .defaultRootObject("index.html");
    }

    @Test
    void root_isTheObject() {
        assertThat(edge.get(edge.signed("/")).body()).isEqualTo("content of /index.html");
        assertThat(edge.get(edge.signed("/?x=1")).body()).isEqualTo("content of /index.html?x=1");
    }

    @Test
    void rootAndItsObject_areCachedTogether() {
        edge.get(edge.signed("/index.html"));

        HttpResponse<String> root = edge.get(edge.signed("/"));

        assertThat(root.body()).isEqualTo("content of /index.html");
        assertThat(xCache(root)).isEqualTo("Hit from cloudfront");
        assertThat(origin.asked).hasSize(1);
    }

    /** The viewer's URL is verified, before the object takes its place. */
    @Test
    void signatureOfTheObject_doesNotOpenTheRoot() {
        String query = edge.signed("/index.html").substring("/index.html".length());

        assertThat(edge.get("/" + query).statusCode()).isEqualTo(403);
        assertThat(edge.get("/").statusCode()).isEqualTo(403);
        assertThat(origin.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/docs/", "//", "/docs" })
    void otherPath_hasNoDefaultObject(String path) {
        assertThat(edge.get(edge.signed(path)).body()).isEqualTo("content of " + path);
    }

    @Test
    void rootOfTheApplication_isLeftToIt() {
        try (TestOrigin application = new TestOrigin(request -> request.response().end("page " + request.uri()));
                RunningEdge other = RunningEdge.of(distribution().behavior(CacheBehavior.application("/"))
                        .application(() -> Optional.of(application.url())).build())) {
            assertThat(other.get("/?x=1").body()).isEqualTo("page /?x=1");
        }
    }
}
