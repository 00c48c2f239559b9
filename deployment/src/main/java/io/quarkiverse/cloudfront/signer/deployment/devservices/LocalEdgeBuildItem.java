package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.util.Map;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The running edge. This item exists only if a signer needs an edge.
 */
public final class LocalEdgeBuildItem extends SimpleBuildItem {

    final LocalEdge edge;

    LocalEdgeBuildItem(LocalEdge edge) {
        this.edge = edge;
    }

    /**
     * The address, origin, and key pair IDs of the edge.
     */
    public Map<String, Object> summary() {
        return edge.summary();
    }

    /**
     * The requests that the edge has answered, and those that it will answer.
     */
    public EdgeRequests requests() {
        return edge.requests();
    }
}
