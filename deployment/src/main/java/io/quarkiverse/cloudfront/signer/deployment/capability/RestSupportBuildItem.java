package io.quarkiverse.cloudfront.signer.deployment.capability;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * Whether the application has Quarkus REST.
 */
public final class RestSupportBuildItem extends SimpleBuildItem {

    private final boolean present;

    public RestSupportBuildItem(boolean present) {
        this.present = present;
    }

    public boolean isPresent() {
        return present;
    }
}
