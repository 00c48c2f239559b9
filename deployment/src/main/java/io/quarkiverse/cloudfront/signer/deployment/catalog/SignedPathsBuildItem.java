package io.quarkiverse.cloudfront.signer.deployment.catalog;

import java.util.List;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * All that the application signs by annotation or in templates, in an order that is the same at each build.
 */
public final class SignedPathsBuildItem extends SimpleBuildItem {

    private final List<SignedPath> paths;

    SignedPathsBuildItem(List<SignedPath> paths) {
        this.paths = paths;
    }

    public List<SignedPath> paths() {
        return paths;
    }
}
