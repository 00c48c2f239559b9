package io.quarkiverse.cloudfront.signer.deployment;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * Whether the application has kotlinx-coroutines.
 */
final class CoroutinesBuildItem extends SimpleBuildItem {

    private final boolean present;

    CoroutinesBuildItem(boolean present) {
        this.present = present;
    }

    boolean arePresent() {
        return present;
    }
}
