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
            .overrideConfigKey(GATE + "resource", "docs/*")
            .overrideConfigKey(GATE + "path", "/gate/")
            .overrideConfigKey(GATE + "\"a\".resource", "/a/{id}/*")
            .overrideConfigKey(GATE + "\"b\".resource", "/b/*")
            .overrideConfigKey(GATE + "\"b\".landing", "//other.example.com")
            .overrideConfigKey(GATE + "\"c\".resource", "/b/c/{principal}/*")
            .overrideConfigKey(GATE + "\"c\".landing", "/private-access/login")
            .overrideConfigKey(GATE + "\"d\".roles-allowed", "editor")
            .assertException(GateBuildFailureTest::assertReport);

    private static void assertReport(Throwable failure) {
        assertThat(failure.getMessage().lines().filter(line -> line.startsWith(" - ")).map(line -> line.substring(3)))
                .containsExactlyInAnyOrder(
                        GATE + "resource is \"docs/*\": it must be a path that begins with one /, or an absolute URL",
                        GATE + "landing is \"docs/\". Use a path of the site that begins with one / and does not lead to the "
                                + "gate, such as /",
                        GATE + "path is \"/gate/\". Use a path that begins with one / and does not end with one, such as "
                                + "/private-access",
                        GATE + "\"a\".resource is \"/a/{id}/*\": {id} is neither {principal} nor a {claim.name}, which are the "
                                + "only placeholders for a gate",
                        GATE + "\"b\".landing is \"//other.example.com\". Use a path of the site that begins with one / and does "
                                + "not lead to the gate, such as /",
                        GATE + "\"c\".landing is \"/private-access/login\". Use a path of the site that begins with one / and "
                                + "does not lead to the gate, such as /",
                        GATE + "\"b\".resource contains " + GATE + "\"c\".resource, so its cookies would give access to both. "
                                + "Use resources that do not contain each other, such as /public-docs/* and /drafts/*",
                        GATE + "\"d\".resource is not set. Set it to the files that the gate protects, such as /*");
    }

    @Test
    void gateThatCannotWork_failsTheBuild() {
        fail("the build was to fail");
    }
}
