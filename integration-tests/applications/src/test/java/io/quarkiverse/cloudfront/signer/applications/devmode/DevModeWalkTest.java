package io.quarkiverse.cloudfront.signer.applications.devmode;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.quarkiverse.cloudfront.signer.fixtures.Rounds;
import io.quarkus.maven.dependency.Dependency;

/**
 * Every feature can be the first that an application in dev mode gets, and the last that it loses, without a restart by hand.
 * {@code -Dtests.changes=…} walks further at night.
 */
class DevModeWalkTest {

    private static final String QUARKUS = System.getProperty("version.quarkus");
    private static final int LONG = Integer.getInteger("tests.changes", 20);

    static final Set<Feature> WITHOUT_TOOLS = EnumSet.complementOf(EnumSet.of(Feature.TOOL, Feature.TOOL_FIELDS));

    @Test
    void features_comeAndGo() {
        walk(WITHOUT_TOOLS, 3, jackson());
    }

    @Test
    @Tag("nightly")
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void featuresAndTools_comeAndGoForLong() {
        walk(EnumSet.allOf(Feature.class), LONG, jacksonAndTools());
    }

    @Test
    @Tag("nightly")
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void featuresWithJsonb_comeAndGoForLong() {
        walk(WITHOUT_TOOLS, LONG, dependencies("rest-jsonb"));
    }

    private static void walk(Set<Feature> features, int changes, List<Dependency> dependencies) {
        Rounds.once(random -> new FeatureWalk(random, features).run(dependencies, changes));
    }

    static List<Dependency> jacksonAndTools() {
        List<Dependency> dependencies = jackson();
        dependencies.add(Dependency.of("io.quarkiverse.mcp", "quarkus-mcp-server-http",
                System.getProperty("version.mcp-server")));
        return dependencies;
    }

    private static List<Dependency> jackson() {
        return dependencies("rest-jackson");
    }

    static List<Dependency> dependencies(String json) {
        List<Dependency> dependencies = new ArrayList<>();
        for (String artifact : List.of("quarkus-cloudfront-signer", "quarkus-cloudfront-signer-gate")) {
            dependencies.add(Dependency.of("io.quarkiverse.cloudfront", artifact, System.getProperty("version.project")));
        }
        for (String extension : List.of(json, "rest-qute", "smallrye-jwt", "cache")) {
            dependencies.add(Dependency.of("io.quarkus", "quarkus-" + extension, QUARKUS));
        }
        return dependencies;
    }
}
