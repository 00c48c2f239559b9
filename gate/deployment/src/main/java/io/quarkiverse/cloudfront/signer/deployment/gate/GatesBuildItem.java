package io.quarkiverse.cloudfront.signer.deployment.gate;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.quarkiverse.cloudfront.signer.runtime.gate.GateInfo;
import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The gates of the application.
 */
final class GatesBuildItem extends SimpleBuildItem {

    private final List<GateInfo> gates;

    GatesBuildItem(List<GateInfo> gates) {
        this.gates = List.copyOf(gates);
    }

    List<GateInfo> gates() {
        return gates;
    }

    boolean areThere() {
        return !gates.isEmpty();
    }

    /**
     * The paths of the gates' pages, including the application's root path.
     */
    Set<String> paths() {
        return gates.stream().map(GateInfo::path).collect(Collectors.toCollection(TreeSet::new));
    }
}
