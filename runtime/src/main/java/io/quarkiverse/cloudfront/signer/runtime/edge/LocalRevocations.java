package io.quarkiverse.cloudfront.signer.runtime.edge;

import java.util.Map;

import io.quarkiverse.cloudfront.signer.RevocationStore;
import io.quarkus.dev.console.DevConsoleManager;
import io.smallrye.mutiny.Uni;

/**
 * The store of the local edge, which has another class loader, so that only types of the JDK are shared.
 *
 * @param edge identifies the edge
 */
public record LocalRevocations(String edge) implements RevocationStore {

    private static final String PREFIX = "cloudfront-signer.revocations.";

    /**
     * The name of the global that is the store: a concurrent {@code Map<String, String>}.
     */
    public static String global(String edge) {
        return PREFIX + edge;
    }

    @Override
    public Uni<Void> put(Map<String, String> entries) {
        return Uni.createFrom().item(() -> {
            Map<String, String> store = DevConsoleManager.getGlobal(global(edge));
            if (store == null) {
                throw new IllegalStateException("The local edge runs in another process, whose revocations cannot be reached");
            }
            entries.forEach((key, before) -> store.merge(key, before, LocalRevocations::later));
            return null;
        });
    }

    private static String later(String one, String other) {
        return Long.parseLong(one, Character.MAX_RADIX) >= Long.parseLong(other, Character.MAX_RADIX) ? one : other;
    }
}
