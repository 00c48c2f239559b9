package io.quarkiverse.cloudfront.signer.deployment.golive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusProdModeTest;

/**
 * A build whose private paths are not those that were committed.
 */
class GoLiveDifferenceTest {

    @RegisterExtension
    static final QuarkusProdModeTest TEST = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(FilmService.class))
            .overrideConfigKey("quarkus.arc.remove-unused-beans", "false")
            .overrideConfigKey("quarkus.cloudfront-signer.allow-anonymous", "true")
            .overrideConfigKey("quarkus.cloudfront-signer.go-live.compare",
                    "src/test/resources/cloudfront-signer/another-application.json")
            .assertBuildException(failure -> assertThat(failure)
                    .hasMessageContaining("The private paths have changed:\n - ")
                    .hasMessageContaining("src/test/resources/cloudfront-signer/another-application.json does not match "
                            + "what the code signs now:\n   ")
                    .hasMessageContaining("+ \"pattern\" : \"/albums/7/*\",")
                    .hasMessageContaining("+ \"pattern\" : \"/films/*\",")
                    .hasMessageContaining("+ \"behavior\" : \"/films/*\",")
                    .hasMessageContaining("+ \"places\" : [ \"" + FilmService.class.getName() + "#film\" ],")
                    .hasMessageContaining("check it with \"cloudfront-signer check\""));

    @Test
    void build_fails() {
        fail("the build was to fail");
    }
}
