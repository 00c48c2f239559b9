package io.quarkiverse.cloudfront.signer.deployment.catalog;

import java.util.List;
import java.util.Map;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * All places where the application signs by annotation or in templates.
 */
public final class CatalogBuildItem extends SimpleBuildItem {

    private final List<CatalogEntry> entries;
    private final Map<String, List<CatalogEntry>> bySigner;

    CatalogBuildItem(List<CatalogEntry> entries, Map<String, List<CatalogEntry>> bySigner) {
        this.entries = entries;
        this.bySigner = bySigner;
    }

    /**
     * Sorted by path, with entries without a path at the end.
     */
    public List<CatalogEntry> entries() {
        return entries;
    }

    /**
     * The entries of the signer with this name. A field without a signer has those of the methods that may return it. A method
     * is left out if it only provides the signer for fields.
     */
    public List<CatalogEntry> of(String signer) {
        return bySigner.getOrDefault(signer, List.of());
    }
}
