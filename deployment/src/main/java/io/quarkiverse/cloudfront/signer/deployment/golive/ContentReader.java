package io.quarkiverse.cloudfront.signer.deployment.golive;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.ConfigValue;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.deployment.catalog.CatalogBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.golive.PrivateContent.GateSetup;
import io.quarkiverse.cloudfront.signer.deployment.golive.SignerContent.Place;
import io.quarkiverse.cloudfront.signer.deployment.marks.MarksSetup;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.smallrye.config.SmallRyeConfig;

/**
 * Reads the requirements of the signers from the catalog, and from the configuration for production.
 *
 * @param inFiles whether environment variables and system properties are ignored, so that the same files lead to the same
 *        result on each machine
 */
record ContentReader(String application, boolean downloads, SmallRyeConfig config, boolean inFiles) {

    /** The ordinal of {@code .env}, which also differs between machines. Configuration files have smaller ordinals. */
    private static final int ENVIRONMENT = 295;

    SignerContent read(String signer, List<CatalogBuildItem.Entry> entries, @Nullable GateSetup gate) {
        List<Place> inCode = entries.stream()
                .map(entry -> new Place(entry.place(), resource(signer, entry), entry.setsCookies())).distinct().sorted()
                .toList();
        Stream<Place> configured = signerProperty(signer, "cookies.resource").stream()
                .map(resource -> new Place(SignerProperties.name(signer, "cookies.resource"), resource, true));
        boolean sha1 = signerProperty(signer, SignerProperties.HASH_ALGORITHM)
                .map(hash -> config.convert(hash, HashAlgorithm.class)).filter(HashAlgorithm.SHA1::equals).isPresent();
        PrivateContent content = new PrivateContent(application, signer,
                signerProperty(signer, SignerProperties.URL).orElse(null), inCode.stream().map(Place::resource).toList(),
                inCode.stream().filter(place -> place.resource().isEmpty()).map(Place::name).toList(),
                entries.stream().anyMatch(CatalogBuildItem.Entry::setsCookies),
                entries.stream().noneMatch(CatalogBuildItem.Entry::bindToIp), sha1, downloads, corsOrigins(), gate,
                MarksSetup.of(config, "%prod."), entries.stream().anyMatch(CatalogBuildItem.Entry::opensDirectories));
        return new SignerContent(content, Stream.concat(inCode.stream(), configured).sorted().toList());
    }

    private String resource(String signer, CatalogBuildItem.Entry entry) {
        return entry.setsCookies() && entry.resource().isEmpty() ? signerProperty(signer, "cookies.resource").orElse("")
                : entry.resource();
    }

    private List<String> corsOrigins() {
        return property("quarkus.http.cors.enabled").filter(Boolean::parseBoolean).isPresent()
                ? property("quarkus.http.cors.origins").map(text -> List.of(config.convert(text, String[].class)))
                        .orElse(List.of())
                : List.of();
    }

    private Optional<String> signerProperty(String signer, String property) {
        return property(SignerProperties.name(signer, property));
    }

    /**
     * The value of a property. The configuration for production takes precedence, because in dev mode, the values are those of
     * the local edge.
     */
    private Optional<String> property(String name) {
        return value("%prod." + name).or(() -> value(name));
    }

    private Optional<String> value(String name) {
        ConfigValue value = config.getConfigValue(name);
        return Optional.ofNullable(value.getValue()).filter(text -> !text.isEmpty())
                .filter(text -> !inFiles || value.getSourceOrdinal() < ENVIRONMENT);
    }
}
