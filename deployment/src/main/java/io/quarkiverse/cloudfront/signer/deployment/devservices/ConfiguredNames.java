package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties;
import io.quarkus.deployment.ApplicationArchive;
import io.quarkus.paths.PathVisit;

/**
 * The names of the signers that are configured in any profile. The local edge serves all signers in the code, so a wrong name
 * would not fail in dev mode and tests, but only in production.
 *
 * @param names the names; empty if no signer is configured yet
 * @param files the content of the application's configuration files for other profiles, which can also contain a name
 */
record ConfiguredNames(Set<String> names, List<String> files) {

    private static final String BEGIN = "(?:%[^.]+\\.)?quarkus\\.cloudfront-signer\\.";

    /** Accepts any property of a named signer, because the URL and the key may be set in the environment of production. */
    private static final Pattern NAMED = Pattern.compile(BEGIN + "(?:\"([^\"]+)\"|([^.\"]+))\\..+");

    private static final Pattern DEFAULT = Pattern
            .compile(BEGIN + "(?:url|key-pair-id|private-key|private-key-location|credentials-provider|keys\\..+)");

    private static final Pattern FILE = Pattern.compile("application-[^/]+\\.(?:properties|ya?ml)");

    static ConfiguredNames of(Config config, Set<String> remoteKeys, ApplicationArchive application) {
        List<String> properties = new ArrayList<>();
        config.getPropertyNames().forEach(properties::add);
        for (ConfigSource source : config.getConfigSources()) {
            // a source also contains the names of properties for other profiles
            properties.addAll(source.getPropertyNames());
        }
        Set<String> names = in(properties);
        names.addAll(remoteKeys);
        List<String> files = new ArrayList<>();
        application.accept(tree -> tree.walk(visit -> read(visit, files)));
        return new ConfiguredNames(names, files);
    }

    static Set<String> in(List<String> properties) {
        Set<String> names = new TreeSet<>();
        for (String property : properties) {
            Matcher named = NAMED.matcher(property);
            if (DEFAULT.matcher(property).matches()) {
                names.add(SignerName.DEFAULT);
            } else if (named.matches() && named.group(1) != null) {
                names.add(named.group(1));
            } else if (named.matches() && !SignerProperties.GROUPS.contains(named.group(2))) {
                names.add(named.group(2));
            }
        }
        return names;
    }

    private static void read(PathVisit visit, List<String> files) {
        if (FILE.matcher(String.valueOf(visit.getPath().getFileName())).matches()) {
            try {
                files.add(Files.readString(visit.getPath()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * The names of used signers that no profile configures; empty if no signer is configured at all.
     */
    Set<String> missing(Set<String> used) {
        Set<String> missing = new TreeSet<>(names.isEmpty() ? Set.of() : used);
        missing.removeAll(names);
        missing.removeIf(name -> files.stream()
                .anyMatch(file -> file.contains(name.equals(SignerName.DEFAULT) ? "cloudfront-signer" : name)));
        return missing;
    }
}
