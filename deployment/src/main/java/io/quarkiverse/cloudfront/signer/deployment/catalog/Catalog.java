package io.quarkiverse.cloudfront.signer.deployment.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.deployment.field.AnnotatedField;
import io.quarkiverse.cloudfront.signer.runtime.grant.FieldPlacement;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedMethodInfo;
import io.quarkiverse.cloudfront.signer.runtime.qute.TemplateUse;

/**
 * Builds the catalog, and determines the signer of each entry.
 */
final class Catalog {

    private final List<CatalogEntry> entries = new ArrayList<>();
    private final Map<String, List<CatalogEntry>> bySigner = new HashMap<>();
    private final Set<String> carriers = new TreeSet<>();
    private final Set<String> carriersWithResource = new TreeSet<>();

    /**
     * Add methods first, because the methods that return a field determine its missing elements.
     */
    void add(SignedMethodInfo method, CatalogEntry entry) {
        entries.add(entry);
        if (method.fields() != FieldPlacement.NONE) {
            carriers.add(method.signer());
            if (!method.resource().isEmpty()) {
                carriersWithResource.add(method.signer());
            }
        }
        if (method.delivery() == Delivery.COOKIES || !method.resource().isEmpty() || !method.fields().alone()) {
            add(method.signer(), entry);
        }
    }

    void add(AnnotatedField field, CatalogEntry entry) {
        entries.add(entry);
        for (String signer : signers(field)) {
            if (!entry.resource().isEmpty() || !carriersWithResource.contains(signer)) {
                add(signer, entry);
            }
        }
    }

    void add(TemplateUse use, CatalogEntry entry) {
        entries.add(entry);
        if (use.signer() != null) {
            add(use.signer(), entry);
        }
    }

    void add(CatalogEntry entry) {
        entries.add(entry);
        add(entry.signer(), entry);
    }

    private void add(String signer, CatalogEntry entry) {
        bySigner.computeIfAbsent(signer, ignored -> new ArrayList<>()).add(entry);
    }

    private Set<String> signers(AnnotatedField field) {
        if (!field.signer().isEmpty()) {
            return Set.of(field.signer());
        }
        return carriers.isEmpty() ? Set.of(SignerName.DEFAULT) : carriers;
    }

    CatalogBuildItem build() {
        entries.sort(Comparator.comparing((CatalogEntry entry) -> entry.path().isEmpty())
                .thenComparing(CatalogEntry::path).thenComparing(CatalogEntry::place));
        return new CatalogBuildItem(List.copyOf(entries), Map.copyOf(bySigner));
    }
}
