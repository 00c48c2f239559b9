package io.quarkiverse.cloudfront.signer.deployment.index;

import java.util.Set;

import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/**
 * The methods that AI agents call: tools, resources, and prompts of quarkus-mcp-server.
 */
public final class McpMethods {

    private static final Set<DotName> ANNOTATIONS = DotNames.of("io.quarkiverse.mcp.server.Tool",
            "io.quarkiverse.mcp.server.Resource", "io.quarkiverse.mcp.server.ResourceTemplate",
            "io.quarkiverse.mcp.server.Prompt");

    private McpMethods() {
    }

    public static boolean isOne(MethodInfo method) {
        return ANNOTATIONS.stream().anyMatch(method::hasDeclaredAnnotation);
    }

    public static boolean areIn(IndexView index) {
        return ANNOTATIONS.stream().anyMatch(annotation -> !index.getAnnotations(annotation).isEmpty());
    }
}
