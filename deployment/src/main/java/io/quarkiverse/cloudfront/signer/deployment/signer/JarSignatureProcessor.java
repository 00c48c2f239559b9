package io.quarkiverse.cloudfront.signer.deployment.signer;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignerBuildTimeConfig;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.RemovedResourceBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.maven.dependency.ResolvedDependency;

/**
 * Packages BouncyCastle without the signatures of its JARs. Otherwise, the JVM would verify each class that it loads, which
 * takes most of the time of a process's first signature. It would also exclude these classes from its archives. Only a JDK that
 * checks security providers needs the signatures, and the extension does not register a provider.
 */
class JarSignatureProcessor {

    private static final String GROUP = "org.bouncycastle";

    private static final DotName PROVIDER = DotName.createSimple("org.bouncycastle.jce.provider.BouncyCastleProvider");

    /** The property of quarkus-security with the security providers. */
    private static final String REGISTERED = "quarkus.security.security-providers";

    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(?:SF|RSA|DSA|EC)");

    @BuildStep(onlyIf = IsUnwanted.class)
    void removeSignatures(CurateOutcomeBuildItem application, CombinedIndexBuildItem index,
            BuildProducer<RemovedResourceBuildItem> removed) {
        if (registersProvider(index.getIndex(),
                ConfigProvider.getConfig().getOptionalValues(REGISTERED, String.class).orElse(List.of()))) {
            return;
        }
        for (ResolvedDependency dependency : application.getApplicationModel().getRuntimeDependencies()) {
            Set<String> signatures = dependency.getGroupId().equals(GROUP) ? signatures(dependency) : Set.of();
            if (!signatures.isEmpty()) {
                removed.produce(new RemovedResourceBuildItem(dependency.getKey(), signatures));
            }
        }
    }

    /**
     * Whether the application registers BouncyCastle, with a property or in its own code.
     */
    static boolean registersProvider(IndexView index, Collection<String> names) {
        return names.stream().anyMatch(name -> name.startsWith("BC")) || !index.getKnownUsers(PROVIDER).isEmpty();
    }

    static Set<String> signatures(ResolvedDependency dependency) {
        Set<String> found = new TreeSet<>();
        dependency.getContentTree().walk(visit -> {
            String path = visit.getPath().toString().replaceFirst("^/", "");
            if (SIGNATURE.matcher(path).matches()) {
                found.add(path);
            }
        });
        return Collections.unmodifiableSet(found);
    }

    /** Whether the application does not require the JARs as they are published. */
    static final class IsUnwanted implements BooleanSupplier {

        private final CloudFrontSignerBuildTimeConfig config;

        IsUnwanted(CloudFrontSignerBuildTimeConfig config) {
            this.config = config;
        }

        @Override
        public boolean getAsBoolean() {
            return !config.keepBouncycastleSignature();
        }
    }
}
