package io.quarkiverse.cloudfront.signer.deployment.devservices;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The running edge, if a signer needs one.
 */
final class LocalEdgeBuildItem extends SimpleBuildItem {

    private final LocalEdge edge;

    LocalEdgeBuildItem(LocalEdge edge) {
        this.edge = edge;
    }

    LocalEdge edge() {
        return edge;
    }
}
