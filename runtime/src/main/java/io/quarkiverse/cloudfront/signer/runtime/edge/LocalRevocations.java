package io.quarkiverse.cloudfront.signer.runtime.edge;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.signer.RevocationStore;
import io.quarkus.dev.console.DevConsoleManager;
import io.smallrye.mutiny.Uni;

/**
 * The store of the local edge. The edge has another class loader, so only types of the JDK are shared with it.
 *
 * @param edge a text that identifies the edge
 */
public record LocalRevocations(String edge) implements RevocationStore {

    /**
     * The name of the global variable with the store: a concurrent {@code Map<String, String>}.
     */
    public static String global(String edge) {
        return "cloudfront-signer.revocations." + edge;
    }

    @Override
    public Uni<Void> put(Map<String, String> entries) {
        return Uni.createFrom().item(() -> {
            Map<String, String> store = DevConsoleManager.getGlobal(global(edge));
            if (store == null) {
                throw new IllegalStateException("The local edge runs in another process, whose revocations cannot be reached");
            }
            entries.forEach((key, value) -> store.merge(key, value, RevocationStore::merge));
            return null;
        });
    }

    /**
     * Whether the edge already refuses a login. If so, revoking it again would have no effect.
     *
     * @param mark the beginning of the mark: the pseudonym, the start, and the login if there is one
     */
    public boolean isRevoked(String mark) {
        Map<String, String> store = DevConsoleManager.getGlobal(global(edge));
        int dot = mark.indexOf('.');
        String[] login = mark.substring(dot + 1).split("-", 2);
        String revocation = login.length > 1 ? "100000." + login[1] + login[0] + "-zzzzzzzz"
                : Long.toString(Long.parseLong(login[0], Character.MAX_RADIX) + 1, Character.MAX_RADIX);
        return store != null && Stream.of("all", "u/" + mark.substring(0, dot)).map(store::get).filter(Objects::nonNull)
                .anyMatch(value -> RevocationStore.merge(value, revocation).equals(value));
    }
}
