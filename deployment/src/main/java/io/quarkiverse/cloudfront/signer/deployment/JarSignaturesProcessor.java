package io.quarkiverse.cloudfront.signer.deployment;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.RemovedResourceBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.maven.dependency.ResolvedDependency;

/**
 * Takes the signatures off BouncyCastle's jars as the application is packaged. The JVM would verify them whenever it starts,
 * which is most of what a signer adds to that time, and would trust whoever signed them.
 */
class JarSignaturesProcessor {

    private static final String BOUNCY_CASTLE = "org.bouncycastle";
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

    @BuildStep
    void unsign(CurateOutcomeBuildItem application, BuildProducer<RemovedResourceBuildItem> removed) {
        if (demandsSignedProviders(System.getProperty("java.vendor"))) {
            return;
        }
        for (ResolvedDependency dependency : application.getApplicationModel().getRuntimeDependencies()) {
            Set<String> signatures = dependency.getGroupId().equals(BOUNCY_CASTLE) ? signatures(dependency) : Set.of();
            if (!signatures.isEmpty()) {
                removed.produce(new RemovedResourceBuildItem(dependency.getKey(), signatures));
            }
        }
    }

    /**
     * Oracle's own JDK takes ciphers, which encrypted private keys need, from signed jars alone.
     */
    static boolean demandsSignedProviders(String vendor) {
        return vendor != null && vendor.contains("Oracle");
    }

    private static Set<String> signatures(ResolvedDependency dependency) {
        Set<String> signatures = new TreeSet<>();
        dependency.getContentTree().walk(visit -> {
            if (SIGNATURE.matcher(visit.getRelativePath("/")).matches()) {
                signatures.add(visit.getRelativePath("/"));
            }
        });
        return signatures;
    }
}
