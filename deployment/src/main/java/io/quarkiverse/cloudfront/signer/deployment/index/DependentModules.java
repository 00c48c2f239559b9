package io.quarkiverse.cloudfront.signer.deployment.index;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.quarkus.bootstrap.model.ApplicationModel;
import io.quarkus.maven.dependency.ArtifactCoords;
import io.quarkus.maven.dependency.ResolvedDependency;

/**
 * The modules that depend directly or transitively on this extension. Only these can have classes with signed fields.
 */
public final class DependentModules {

    static final String GROUP = "io.quarkiverse.cloudfront";
    private static final String RUNTIME = GROUP + ":quarkus-cloudfront-signer";

    private DependentModules() {
    }

    public static List<ResolvedDependency> of(ApplicationModel model) {
        Set<String> dependent = new HashSet<>(Set.of(RUNTIME));
        List<ResolvedDependency> found = new ArrayList<>();
        List<ResolvedDependency> further;
        do {
            further = model.getRuntimeDependencies().stream()
                    .filter(module -> !module.getGroupId().equals(GROUP) && !dependent.contains(name(module))
                            && module.getDependencies().stream().anyMatch(used -> dependent.contains(name(used))))
                    .toList();
            further.forEach(module -> dependent.add(name(module)));
        } while (found.addAll(further));
        return found;
    }

    private static String name(ArtifactCoords artifact) {
        return artifact.getGroupId() + ":" + artifact.getArtifactId();
    }
}
