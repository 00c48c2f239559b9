package io.quarkiverse.cloudfront.signer.deployment.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

import io.quarkiverse.cloudfront.signer.runtime.gate.GateInfo;
import io.quarkiverse.cloudfront.signer.runtime.gate.config.GateConfig;
import io.quarkiverse.cloudfront.signer.runtime.gate.config.GatesBuildTimeConfig;
import io.quarkus.vertx.http.deployment.HttpRootPathBuildItem;

/**
 * Reads the configuration of gates.
 */
record GateReader(HttpRootPathBuildItem root) {

    private static final String PREFIX = "quarkus.cloudfront-signer.gate.";

    /**
     * Reads the gates. The gate without a name comes first.
     */
    List<GateInfo> read(GatesBuildTimeConfig config) {
        List<GateInfo> gates = new ArrayList<>();
        new TreeMap<>(config.gates())
                .forEach((name, gate) -> gate.resource().ifPresent(resource -> gates.add(read(name, gate, resource))));
        return gates;
    }

    private GateInfo read(String name, GateConfig gate, String resource) {
        return new GateInfo(name, property(name, "resource"), path(gate), resource, gate.rolesAllowed().orElse(List.of()),
                gate.signer(), gate.expiresIn(), gate.landing().orElse(GateInfo.prefix(resource)));
    }

    /**
     * The properties of a gate that only concern the build.
     */
    static GateConfig properties(GatesBuildTimeConfig config, GateInfo gate) {
        return Objects.requireNonNull(config.gates().get(gate.name()), gate.name());
    }

    private String path(GateConfig gate) {
        return gate.path().startsWith("/") ? root.resolvePath(gate.path().substring(1)) : gate.path();
    }

    static String property(String name, String property) {
        return name.equals(GatesBuildTimeConfig.UNNAMED) ? PREFIX + property : PREFIX + "\"" + name + "\"." + property;
    }
}
