package io.quarkiverse.cloudfront.signer.deployment.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * Gates that could not work.
 */
class GateBuildFailureTest {

    private static final String GATE = "quarkus.cloudfront-signer.gate.";

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.http.root-path", "/it's")
            .overrideConfigKey(GATE + "resource", "docs/*")
            .overrideConfigKey(GATE + "path", "/gate/")
            .overrideConfigKey(GATE + "\"a\".resource", "/a/{id}/*")
            .overrideConfigKey(GATE + "\"a\".expires-in", "0s")
            .overrideConfigKey(GATE + "\"b\".resource", "/b/*")
            .overrideConfigKey(GATE + "\"b\".landing", "//other.example.com")
            .overrideConfigKey(GATE + "\"b\".not-found", "/b/404.html")
            .overrideConfigKey(GATE + "\"c\".resource", "/b/c/{principal}/*")
            .overrideConfigKey(GATE + "\"c\".landing", "/it's/private-access/login")
            .overrideConfigKey(GATE + "\"c\".not-found", "/b/c/../404.html")
            .overrideConfigKey(GATE + "\"d\".roles-allowed", "editor")
            .overrideConfigKey(GATE + "\"e\".resource", "/same/*")
            .overrideConfigKey(GATE + "\"e\".roles-allowed", "editor")
            .overrideConfigKey(GATE + "\"f\".resource", "/same/*")
            .overrideConfigKey(GATE + "\"f\".not-found", "/404.html")
            .overrideConfigKey(GATE + "\"g\".resource", "/guide*")
            .overrideConfigKey(GATE + "\"g\".pages", "spa")
            .assertException(GateBuildFailureTest::assertReport);

    private static void assertReport(Throwable failure) {
        assertThat(failure.getMessage().lines().filter(line -> line.startsWith(" - ")).map(line -> line.substring(3)))
                .containsExactlyInAnyOrder(
                        GATE + "resource is \"docs/*\": it must be a path that begins with one /, or an absolute URL",
                        GATE + "landing is \"docs/\". Use a path of the site that begins with one / and does not lead to the "
                                + "gate, such as /",
                        GATE + "path is \"/gate/\". Use a path that begins with a single / and does not end with /, such as "
                                + "/private-access",
                        GATE + "\"a\".resource is \"/a/{id}/*\": {id} is neither {principal} nor a {claim.name}, which are the "
                                + "only placeholders for a gate",
                        GATE + "\"a\".expires-in is PT0S; it must be at least one second",
                        "quarkus.http.root-path is \"/it's/\", but the path of a gate, which begins with it, may only contain "
                                + "letters, digits, and ._~- between its slashes. Use a root path with only these characters",
                        differentPaths("b"), differentPaths("a"), differentPaths("c"), differentPaths("e"), differentPaths("f"),
                        differentPaths("g"),
                        GATE + "\"g\".pages is spa, but " + GATE
                                + "\"g\".resource is not a directory. Set it to one, such as /* "
                                + "or /docs/*",
                        notFound("c", "/b/c/../404.html", "/b/c/404.html"), notFound("f", "/404.html", "/same/404.html"),
                        otherNotFound("c"), otherNotFound("f"),
                        GATE + "\"b\".landing is \"//other.example.com\". Use a path of the site that begins with one / and does "
                                + "not lead to the gate, such as /",
                        GATE + "\"c\".landing is \"/it's/private-access/login\". Use a path of the site that begins with one / and "
                                + "does not lead to the gate, such as /",
                        GATE + "\"b\".resource contains " + GATE + "\"c\".resource, so its cookies would give access to both. "
                                + "Use resources that do not contain each other, such as /public-docs/* and /drafts/*",
                        GATE + "\"e\".resource contains " + GATE + "\"f\".resource, so its cookies would give access to both. "
                                + "Use resources that do not contain each other, such as /public-docs/* and /drafts/*",
                        GATE + "\"d\".resource is not set. Set it to the files that the gate protects, such as /*");
    }

    private static String notFound(String gate, String path, String example) {
        return GATE + "\"" + gate + "\".not-found is \"" + path + "\". Use the path of a file that the gate protects, such as "
                + example;
    }

    private static String otherNotFound(String gate) {
        return GATE + "\"" + gate + "\".not-found differs from " + GATE
                + "\"b\".not-found, but both gates use the same signer, "
                + "and its distribution has only one page for status 404. Set the same path for both";
    }

    private static String differentPaths(String gate) {
        return GATE + "\"" + gate + "\".path differs from " + GATE + "path, but both gates use the same signer, and its "
                + "distribution has only one page for status 403. Set the same path for both";
    }

    @Test
    void gateThatCannotWork_failsTheBuild() {
        fail("the build was to fail");
    }
}
