package io.quarkiverse.cloudfront.signer.deployment.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

import io.quarkus.builder.BuildChain;
import io.quarkus.builder.BuildChainBuilder;
import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The stand-in for the build item of quarkus-mcp-server also knows the standard annotations, as its version 2 does.
 */
class McpBuildProviderTest {

    public static final class Annotations extends SimpleBuildItem {

        public Map<DotName, String> annotationToFeature() {
            return Map.of(DotName.createSimple("org.mcpjava.server.tools.Tool"), "TOOL",
                    DotName.createSimple("org.mcpjava.server.resources.Resource"), "RESOURCE");
        }
    }

    public static final class OtherItem extends SimpleBuildItem {
    }

    static class Standard {

        @org.mcpjava.server.tools.Tool
        String tool() {
            return "";
        }

        String helper() {
            return "";
        }
    }

    private static McpMethodsBuildItem ask(String name, SimpleBuildItem... known) throws Exception {
        BuildChainBuilder builder = BuildChain.builder().addFinal(McpMethodsBuildItem.class);
        new McpBuildProvider(name).installInto(builder);
        for (SimpleBuildItem item : known) {
            builder.addBuildStep(context -> context.produce(item)).produces(item.getClass()).build();
        }
        return builder.build().createExecutionBuilder("test").execute().consume(McpMethodsBuildItem.class);
    }

    @Test
    void methods_areThoseThatTheOtherBuildNames() throws Exception {
        Index index = Index.of(Standard.class);

        McpMethodsBuildItem methods = ask(Annotations.class.getName(), new Annotations());

        assertThat(methods.areIn(index)).isTrue();
        assertThat(methods.isOne(index.getClassByName(Standard.class).firstMethod("tool"))).isTrue();
        assertThat(methods.isOne(index.getClassByName(Standard.class).firstMethod("helper"))).isFalse();
    }

    @Test
    void applicationWithoutServer_hasNoSuchMethods() throws Exception {
        McpMethodsBuildItem methods = ask("org.acme.Missing");

        assertThat(methods.annotations()).isEmpty();
        assertThat(methods.areIn(Index.of(Standard.class))).isFalse();
    }

    @Test
    void serverThatDoesNotTell_failsTheBuild() {
        assertThatThrownBy(() -> ask(OtherItem.class.getName(), new OtherItem())).hasRootCauseInstanceOf(
                NoSuchMethodException.class).hasStackTraceContaining(
                        "This version of quarkus-mcp-server does not report which "
                                + "methods are tools. Use another version of it");
    }
}
