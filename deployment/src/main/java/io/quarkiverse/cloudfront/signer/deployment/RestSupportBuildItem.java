package io.quarkiverse.cloudfront.signer.deployment;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * Whether the application has Quarkus REST.
 */
final class RestSupportBuildItem extends SimpleBuildItem {

    private final boolean present;

    RestSupportBuildItem(boolean present) {
        this.present = present;
    }

    boolean isPresent() {
        return present;
    }
}
