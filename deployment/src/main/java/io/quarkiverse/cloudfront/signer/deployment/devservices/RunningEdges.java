package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The edges of one application. They survive live reloads and repeated test runs, and are closed with the application.
 */
final class RunningEdges {

    /**
     * The instance for the class loader of a build, and therefore for one application. Quarkus retains only this class loader
     * between test runs.
     */
    static final RunningEdges OF_THIS_APPLICATION = new RunningEdges();

    private final Map<LocalEdge.Settings, LocalEdge> edges = new HashMap<>();

    /**
     * Starts an edge, unless one with equal settings is running.
     *
     * @param atTheEnd registers tasks that run when the application is closed
     */
    synchronized LocalEdge start(LocalEdge.Settings settings, Consumer<Runnable> atTheEnd) {
        LocalEdge running = edges.get(settings);
        if (running != null) {
            return running;
        }
        if (edges.isEmpty()) {
            atTheEnd.accept(() -> closeOthers(Optional.empty()));
        }
        LocalEdge edge = new LocalEdge(settings);
        try {
            edge.start();
        } catch (RuntimeException e) {
            edge.close();
            throw e;
        }
        edges.put(settings, edge);
        return edge;
    }

    /**
     * Closes the edges that were started with any other settings.
     */
    synchronized void closeOthers(Optional<LocalEdge.Settings> settings) {
        edges.entrySet().removeIf(edge -> {
            boolean other = settings.filter(edge.getKey()::equals).isEmpty();
            if (other) {
                edge.getValue().close();
            }
            return other;
        });
    }
}
