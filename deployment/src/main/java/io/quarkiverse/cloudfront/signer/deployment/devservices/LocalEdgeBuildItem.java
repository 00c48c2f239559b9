package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.util.Map;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The running edge, if a signer needs one.
 */
public final class LocalEdgeBuildItem extends SimpleBuildItem {

    final LocalEdge edge;

    LocalEdgeBuildItem(LocalEdge edge) {
        this.edge = edge;
    }

    /**
     * Address, origin and key pair IDs of the edge.
     */
    public Map<String, Object> summary() {
        return edge.summary();
    }

    /**
     * The requests that it has answered, and will answer.
     */
    public EdgeRequests requests() {
        return edge.requests();
    }
}
