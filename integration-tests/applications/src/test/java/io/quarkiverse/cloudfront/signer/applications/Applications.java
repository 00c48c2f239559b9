package io.quarkiverse.cloudfront.signer.applications;

import java.util.ArrayList;
import java.util.List;

import org.jboss.shrinkwrap.api.spec.JavaArchive;

import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Applications that sign for the {@link Distribution}, with the users of {@link Viewer} and their own extensions.
 */
final class Applications {

    private static final String PACKAGE = Applications.class.getPackageName();
    private static final String QUARKUS = System.getProperty("version.quarkus");

    private Applications() {
    }

    /**
     * @param classes the packages of the application's classes, below this one, separated by {@code +}
     * @param extensions artifacts of Quarkus without {@code quarkus-}, or others as {@code group:artifact:version}
     */
    static QuarkusUnitTest with(String classes, String... extensions) {
        List<String> all = new ArrayList<>(List.of(extensions));
        all.add("elytron-security-properties-file");
        return withoutSecurity(classes, all.toArray(String[]::new))
                .overrideConfigKey("quarkus.http.auth.basic", "true")
                .overrideConfigKey("quarkus.security.users.embedded.enabled", "true")
                .overrideConfigKey("quarkus.security.users.embedded.plain-text", "true")
                .overrideConfigKey("quarkus.security.users.embedded.users.viewer", "viewer")
                .overrideConfigKey("quarkus.security.users.embedded.roles.viewer", "viewer")
                .overrideConfigKey("quarkus.security.users.embedded.users.admin", "admin")
                .overrideConfigKey("quarkus.security.users.embedded.roles.admin", "admin");
    }

    static QuarkusUnitTest withoutSecurity(String classes, String... extensions) {
        return new QuarkusUnitTest()
                .withApplicationRoot(root -> addClasses(root, classes))
                .setForcedDependencies(dependencies(extensions))
                .overrideConfigKey("quarkus.http.test-port", "0")
                .overrideConfigKey("quarkus.cloudfront-signer.url", Distribution.URL)
                .overrideConfigKey("quarkus.cloudfront-signer.key-pair-id", Distribution.KEY_PAIR_ID)
                .overrideConfigKey("quarkus.cloudfront-signer.private-key", Distribution.privateKey());
    }

    static void addClasses(JavaArchive root, String classes) {
        root.addPackage(PACKAGE).addAsResource("matrix.csv");
        for (String name : classes.split("\\+")) {
            root.addPackage(PACKAGE + "." + name);
        }
    }

    static List<Dependency> dependencies(String... extensions) {
        List<Dependency> dependencies = new ArrayList<>();
        dependencies.add(Dependency.of("io.quarkiverse.cloudfront", "quarkus-cloudfront-signer",
                System.getProperty("version.project")));
        for (String extension : extensions) {
            String[] other = extension.split(":");
            dependencies.add(other.length > 1 ? Dependency.of(other[0], other[1], other[2])
                    : Dependency.of("io.quarkus", "quarkus-" + extension, QUARKUS));
        }
        return dependencies;
    }
}
