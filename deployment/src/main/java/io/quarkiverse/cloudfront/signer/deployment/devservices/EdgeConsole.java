package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

import io.quarkus.dev.console.DevConsoleManager;

/**
 * Gives Dev UI access to the running edge. A live reload creates new class loaders, but keeps the edge, so only types of the
 * JDK are shared.
 */
public final class EdgeConsole {

    private static final String EDGE = "cloudfront-signer.edge";
    private static final String DESCRIPTION = "description";
    private static final String LATEST = "latest";
    private static final String LIVE = "live";
    private static final String RENEW = "renew";

    private final Map<String, Object> edge;

    private EdgeConsole(Map<String, Object> edge) {
        this.edge = edge;
    }

    static void open(Map<String, Object> description, EdgeRequests requests) {
        Supplier<List<Map<String, Object>>> latest = requests::latest;
        Supplier<Flow.Publisher<Map<String, Object>>> live = requests::live;
        Runnable renew = requests::renew;
        DevConsoleManager.setGlobal(EDGE, Map.of(DESCRIPTION, description, LATEST, latest, LIVE, live, RENEW, renew));
    }

    static void close() {
        // it does not accept null
        DevConsoleManager.setGlobal(EDGE, Map.of());
    }

    /**
     * Empty if no edge is running.
     */
    public static Optional<EdgeConsole> find() {
        return Optional.ofNullable(DevConsoleManager.<Map<String, Object>> getGlobal(EDGE))
                .filter(edge -> !edge.isEmpty()).map(EdgeConsole::new);
    }

    /**
     * Address, origin and key pair IDs of the edge.
     */
    public Map<String, Object> description() {
        return part(DESCRIPTION);
    }

    /**
     * The latest requests, the newest first.
     */
    public List<Map<String, Object>> latest() {
        return this.<Supplier<List<Map<String, Object>>>> part(LATEST).get();
    }

    /**
     * Future requests, until the application is reloaded.
     */
    public Flow.Publisher<Map<String, Object>> live() {
        return this.<Supplier<Flow.Publisher<Map<String, Object>>>> part(LIVE).get();
    }

    /**
     * Called when the application is reloaded. Completes the subscriptions of the old application.
     */
    public void renew() {
        this.<Runnable> part(RENEW).run();
    }

    @SuppressWarnings("unchecked")
    private <T> T part(String name) {
        return (T) Objects.requireNonNull(edge.get(name));
    }
}
