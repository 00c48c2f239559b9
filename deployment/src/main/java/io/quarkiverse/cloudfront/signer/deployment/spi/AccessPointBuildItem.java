package io.quarkiverse.cloudfront.signer.deployment.spi;

import io.quarkus.builder.item.MultiBuildItem;

/**
 * An access point with which another extension gives signed cookies to users. Build steps that produce this item must not
 * depend on {@code ApplicationSupportBuildItem}.
 */
public final class AccessPointBuildItem extends MultiBuildItem {

    private final AccessPoint point;

    public AccessPointBuildItem(AccessPoint point) {
        this.point = point;
    }

    public AccessPoint point() {
        return point;
    }
}
