package io.quarkiverse.cloudfront.signer.deployment.catalog;

import java.util.List;
import java.util.Map;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * All that the application signs by annotation or in templates.
 */
public final class CatalogBuildItem extends SimpleBuildItem {

    private final List<CatalogEntry> entries;
    private final Map<String, List<CatalogEntry>> bySigner;

    CatalogBuildItem(List<CatalogEntry> entries, Map<String, List<CatalogEntry>> bySigner) {
        this.entries = entries;
        this.bySigner = bySigner;
    }

    /**
     * By paths, with what has none at the end.
     */
    public List<CatalogEntry> entries() {
        return entries;
    }

    /**
     * What is signed by the signer of this name. A field that does not name one has the signers of the methods that may return
     * it, and a method is not there if it only passes on its signer to fields.
     */
    public List<CatalogEntry> of(String signer) {
        return bySigner.getOrDefault(signer, List.of());
    }
}
