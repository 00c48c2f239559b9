package io.quarkiverse.cloudfront.signer.deployment.index;

import java.util.Map;
import java.util.Set;

import org.jboss.jandex.DotName;

import io.quarkus.builder.BuildChainBuilder;
import io.quarkus.builder.BuildProvider;
import io.quarkus.builder.item.SimpleBuildItem;

/**
 * Reads the annotations of quarkus-mcp-server, which differ between its versions, from its build item. An ordinary build step
 * would refer to this build item, which does not exist in applications without quarkus-mcp-server. Reflection finds the item in
 * every version, so the extension need not be compiled against a certain one.
 */
public final class McpBuildProvider implements BuildProvider {

    private final String item;

    public McpBuildProvider() {
        this("io.quarkiverse.mcp.server.deployment.FeatureAnnotationsBuildItem");
    }

    McpBuildProvider(String item) {
        this.item = item;
    }

    @Override
    public void installInto(BuildChainBuilder builder) {
        try {
            Class<? extends SimpleBuildItem> type = Class.forName(item, false, McpBuildProvider.class.getClassLoader())
                    .asSubclass(SimpleBuildItem.class);
            builder.addBuildStep(context -> context.produce(new McpMethodsBuildItem(annotations(context.consume(type)))))
                    .consumes(type).produces(McpMethodsBuildItem.class).build();
        } catch (ClassNotFoundException e) {
            builder.addBuildStep(context -> context.produce(new McpMethodsBuildItem(Set.of())))
                    .produces(McpMethodsBuildItem.class).build();
        }
    }

    @SuppressWarnings("unchecked")
    private static Set<DotName> annotations(SimpleBuildItem item) {
        try {
            return ((Map<DotName, ?>) item.getClass().getMethod("annotationToFeature").invoke(item)).keySet();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This version of quarkus-mcp-server does not report which methods are tools. Use "
                    + "another version of it", e);
        }
    }
}
