package io.quarkiverse.cloudfront.signer.deployment.index;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.quarkus.bootstrap.model.ApplicationModel;
import io.quarkus.maven.dependency.ArtifactCoords;
import io.quarkus.maven.dependency.ResolvedDependency;

/**
 * The modules that depend directly or transitively on this extension. Only those can have classes with signed fields.
 */
public final class DependentModules {

    static final String GROUP = "io.quarkiverse.cloudfront";
    private static final String RUNTIME = GROUP + ":quarkus-cloudfront-signer";

    private DependentModules() {
    }

    public static List<ResolvedDependency> of(ApplicationModel model) {
        Set<String> dependent = new HashSet<>(Set.of(RUNTIME));
        List<ResolvedDependency> found = new ArrayList<>();
        boolean more = true;
        while (more) {
            more = false;
            for (ResolvedDependency module : model.getRuntimeDependencies()) {
                if (!module.getGroupId().equals(GROUP) && !dependent.contains(name(module))
                        && dependsOnAny(module, dependent)) {
                    dependent.add(name(module));
                    found.add(module);
                    more = true;
                }
            }
        }
        return found;
    }

    private static boolean dependsOnAny(ResolvedDependency module, Set<String> names) {
        for (ArtifactCoords dependency : module.getDependencies()) {
            if (names.contains(name(dependency))) {
                return true;
            }
        }
        return false;
    }

    private static String name(ArtifactCoords artifact) {
        return artifact.getGroupId() + ":" + artifact.getArtifactId();
    }
}
