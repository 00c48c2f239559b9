package io.quarkiverse.cloudfront.signer.deployment.index;

import java.util.Set;

import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The methods that AI agents call: tools, resources, and prompts of quarkus-mcp-server.
 */
public final class McpMethodsBuildItem extends SimpleBuildItem {

    private final Set<DotName> annotations;

    /**
     * @param annotations the annotations of these methods; empty if the application does not have an MCP server
     */
    public McpMethodsBuildItem(Set<DotName> annotations) {
        this.annotations = annotations;
    }

    public Set<DotName> annotations() {
        return annotations;
    }

    public boolean isOne(MethodInfo method) {
        return annotations.stream().anyMatch(method::hasDeclaredAnnotation);
    }

    public boolean areIn(IndexView index) {
        return annotations.stream().anyMatch(annotation -> !index.getAnnotations(annotation).isEmpty());
    }
}
