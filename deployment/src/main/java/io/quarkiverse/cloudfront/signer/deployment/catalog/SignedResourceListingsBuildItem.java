package io.quarkiverse.cloudfront.signer.deployment.catalog;

import java.util.List;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * All places where the application signs by annotation or in templates.
 */
public final class SignedResourceListingsBuildItem extends SimpleBuildItem {

    private final List<SignedResourceListing> listings;

    SignedResourceListingsBuildItem(List<SignedResourceListing> listings) {
        this.listings = listings;
    }

    public List<SignedResourceListing> listings() {
        return listings;
    }
}
