package io.quarkiverse.cloudfront.signer.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * An MCP server writes its answers without Quarkus REST, so fields would be plain in those of methods that do not sign.
 */
class McpFieldTest {

    private static final String DTO = "io.quarkiverse.cloudfront.signer.applications.Photo";
    private static final String TOOLS = "io.quarkiverse.cloudfront.signer.applications.mcp.PhotoTools";

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications
            .with("mcp", "io.quarkiverse.mcp:quarkus-mcp-server-http:" + System.getProperty("version.mcp-server"))
            .withApplicationRoot(root -> {
                Applications.addClasses(root, "mcp");
                root.addPackage("dev.langchain4j.agent.tool");
            })
            .assertException(McpFieldTest::assertReport);

    private static void assertReport(Throwable failure) {
        BuildFailure.assertAsInTheMatrix("mcp", failure, "MCP servers");
        List<String> problems = BuildFailure.text(failure).lines().filter(line -> line.startsWith(" - ")).distinct().toList();
        assertThat(problems).containsExactlyInAnyOrder(Stream.of("field returns " + DTO, "fieldForAdmins returns " + DTO,
                "list returns java.util.List<" + DTO + ">", "wrapped returns io.smallrye.mutiny.Uni<" + TOOLS + "$Found>",
                "structured returns " + TOOLS + "$Found", "resource returns " + DTO, "template returns " + DTO,
                "prompt returns " + DTO, "other returns " + DTO)
                .map(method -> " - " + TOOLS + "#" + method + ", which has fields with @SignedResource, but MCP servers sign "
                        + "them only if the method signs; annotate the method or its class with @SignedResource, or return an "
                        + "object without such fields")
                .toArray(String[]::new));
    }

    @Test
    void application_doesNotBuild() {
        BuildFailure.missed();
    }
}
