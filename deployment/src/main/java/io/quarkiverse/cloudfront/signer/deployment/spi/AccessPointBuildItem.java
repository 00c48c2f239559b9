package io.quarkiverse.cloudfront.signer.deployment.spi;

import io.quarkus.builder.item.MultiBuildItem;

/**
 * Another extension gives users signed cookies. Build steps that produce it must not depend on
 * {@code ApplicationSupportBuildItem}.
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
