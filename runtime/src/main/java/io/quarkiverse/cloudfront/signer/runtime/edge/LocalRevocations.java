package io.quarkiverse.cloudfront.signer.runtime.edge;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

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

    /**
     * Whether the edge refuses the logins of a user that began at this time.
     */
    public boolean isRevoked(String pseudonym, Instant login) {
        Map<String, String> store = DevConsoleManager.getGlobal(global(edge));
        return store != null && Stream.of("all", "u/" + pseudonym).map(store::get).filter(Objects::nonNull)
                .anyMatch(before -> login.getEpochSecond() < Long.parseLong(before, Character.MAX_RADIX));
    }

    private static String later(String one, String other) {
        return Long.parseLong(one, Character.MAX_RADIX) >= Long.parseLong(other, Character.MAX_RADIX) ? one : other;
    }
}
