package io.quarkiverse.cloudfront.signer.deployment.capability;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * Whether the application has kotlinx-coroutines.
 */
public final class CoroutinesBuildItem extends SimpleBuildItem {

    private final boolean present;

    public CoroutinesBuildItem(boolean present) {
        this.present = present;
    }

    public boolean arePresent() {
        return present;
    }
}
