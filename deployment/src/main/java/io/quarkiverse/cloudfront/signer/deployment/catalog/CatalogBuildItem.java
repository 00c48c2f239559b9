package io.quarkiverse.cloudfront.signer.deployment.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.deployment.field.AnnotatedField;
import io.quarkiverse.cloudfront.signer.runtime.config.ConfigurationProblems;
import io.quarkiverse.cloudfront.signer.runtime.config.ConfiguredLifetime;
import io.quarkiverse.cloudfront.signer.runtime.grant.FieldPlacement;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedMethodInfo;
import io.quarkus.builder.item.SimpleBuildItem;

/**
 * All places where the application signs by annotation or in templates, with the signer of each.
 */
public final class CatalogBuildItem extends SimpleBuildItem {

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, List<Entry>> bySigner = new HashMap<>();
    private final Set<String> carriers = new TreeSet<>();
    private final Set<String> carriersWithResource = new TreeSet<>();

    /**
     * Adds a method. All methods must be added before the fields, because the methods that return a field determine its missing
     * elements.
     */
    void add(SignedMethodInfo method, Entry entry) {
        entries.add(entry);
        if (method.result().fields() != FieldPlacement.NONE) {
            carriers.add(method.elements().signer());
            if (!method.elements().resource().isEmpty()) {
                carriersWithResource.add(method.elements().signer());
            }
        }
        if (method.elements().delivery() == Delivery.COOKIES || !method.elements().resource().isEmpty()
                || !method.result().fields().alone()) {
            add(method.elements().signer(), entry);
        }
    }

    void add(AnnotatedField field, Entry entry) {
        entries.add(entry);
        for (String signer : signers(field)) {
            if (!entry.resource().isEmpty() || !carriersWithResource.contains(signer)) {
                add(signer, entry);
            }
        }
    }

    void add(Entry entry) {
        entries.add(entry);
        add(entry.signer(), entry);
    }

    private void add(String signer, Entry entry) {
        bySigner.computeIfAbsent(signer, ignored -> new ArrayList<>()).add(entry);
    }

    private Set<String> signers(AnnotatedField field) {
        if (!field.signer().isEmpty()) {
            return Set.of(field.signer());
        }
        return carriers.isEmpty() ? Set.of(SignerName.DEFAULT) : carriers;
    }

    /**
     * The entries, sorted by path. Entries without a path are at the end.
     */
    public List<Entry> entries() {
        return entries.stream().sorted(Comparator.comparing((Entry entry) -> entry.path().isEmpty())
                .thenComparing(Entry::path).thenComparing(Entry::place)).toList();
    }

    /**
     * The entries of the signer with this name. A field without a signer belongs to the signers of the methods that may return
     * it. Methods that only provide the signer for fields are left out.
     */
    public List<Entry> of(String signer) {
        return bySigner.getOrDefault(signer, List.of());
    }

    /**
     * A place where the application signs, as Dev UI shows it. Values that are not set are empty.
     *
     * @param place the class and the method or field, or the template
     * @param kind the kind of signed content: {@code URLs}, {@code cookies}, {@code fields}, {@code playlist},
     *        {@code static playlist}, {@code directory}, {@code text}, {@code field}, {@code directory field} or
     *        {@code template}
     * @param httpMethod the HTTP method of a REST method
     * @param path the path of a REST method, with the application's root
     * @param signer the signer's name
     * @param resource the policy's resource template
     * @param expiresIn the lifetime, as a duration in ISO 8601
     * @param bindToIp whether the grant is bound to the viewer's address
     * @param security who may call a REST method
     */
    public record Entry(String place, String kind, String httpMethod, String path, String signer,
            String resource, String expiresIn, boolean bindToIp, String security) {

        static final String COOKIES = "cookies";
        static final String DIRECTORY = "directory";

        /**
         * Resolves the configuration expression in the lifetime, if it is valid.
         */
        public Entry {
            expiresIn = ConfiguredLifetime.of(place, expiresIn, ConfigProvider.getConfig(), new ConfigurationProblems())
                    .map(Duration::toString).orElse(expiresIn);
        }

        /**
         * Whether this place sets cookies instead of signing URLs.
         */
        public boolean setsCookies() {
            return kind.equals(COOKIES);
        }

        /**
         * Whether the links of this place open a directory.
         */
        public boolean opensDirectories() {
            return kind.startsWith(DIRECTORY);
        }
    }
}
