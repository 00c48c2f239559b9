package io.quarkiverse.cloudfront.signer.deployment.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;
import org.mcpjava.server.tools.Tool;

import io.quarkiverse.cloudfront.signer.deployment.index.McpMethodsBuildItem;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;

/**
 * The reflection configuration that a native executable needs for links of MCP tools.
 */
class NativeLinksTest {

    static class Films {

        @Tool
        String link() {
            return "";
        }
    }

    static class Shelf {
    }

    @Test
    void linkOfAnMcpServer_isRegisteredWithItsMethods() throws IOException {
        assertThat(links(Films.class)).singleElement().satisfies(registered -> {
            assertThat(registered.getClassNames()).containsExactly("io.quarkiverse.mcp.server.ResourceLink");
            assertThat(registered.isMethods()).isTrue();
        });
        assertThat(links(Shelf.class)).isEmpty();
    }

    private static List<ReflectiveClassBuildItem> links(Class<?> type) throws IOException {
        Index index = Index.of(type);
        List<ReflectiveClassBuildItem> items = new ArrayList<>();
        new SignedMethodsProcessor().registerLinks(new McpMethodsBuildItem(Set.of(DotName.createSimple(Tool.class))),
                new CombinedIndexBuildItem(index, index), items::add);
        return items;
    }
}
