package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.cloudfront.edge.RequestEvent;
import io.quarkiverse.cloudfront.edge.function.MarkCheck;
import io.quarkiverse.cloudfront.edge.function.MarkKey;
import io.quarkiverse.cloudfront.edge.verify.request.Printable;
import io.quarkiverse.cloudfront.signer.deployment.marks.MarksSetup;
import io.quarkiverse.cloudfront.signer.runtime.devui.WatchedMarks;
import io.quarkus.dev.console.DevConsoleManager;

/**
 * The marks of a local edge, with a throw-away secret, which is passed to the application, and a store of revocations in
 * memory.
 */
final class EdgeMarks {

    private static final String SECRET = "quarkus.cloudfront-signer.marks.secret";

    private final byte[] secret = new byte[32];
    private final Map<String, String> revocations = new ConcurrentHashMap<>();
    private final MarksSetup setup;

    EdgeMarks(MarksSetup setup) {
        this.setup = setup;
        new SecureRandom().nextBytes(secret);
    }

    MarkCheck marks() {
        return new MarkCheck(List.of(MarkKey.of(secret)), setup.required(),
                key -> Optional.ofNullable(revocations.get(key)));
    }

    /**
     * The store of revocations, to which the application writes.
     */
    Map<String, String> revocations() {
        return revocations;
    }

    /**
     * Adds the user's name to the pseudonym in a request, if the running application created the mark. Used only in dev mode.
     */
    static RequestEvent named(RequestEvent event) {
        return event.user().isEmpty() ? event
                : new RequestEvent(event.method(), event.target(), event.status(), event.verdict(), event.cacheResult(),
                        event.problem(), event.user().map(EdgeMarks::named));
    }

    private static String named(String pseudonym) {
        Map<String, Map<String, String>> users = DevConsoleManager.getGlobal(WatchedMarks.USERS);
        Map<String, String> user = users == null ? null : users.get(pseudonym);
        String name = user == null ? null : user.get(WatchedMarks.NAME);
        return name == null || name.isEmpty() ? pseudonym : Printable.of(name) + " (" + pseudonym + ")";
    }

    /**
     * The properties for the application.
     */
    Map<String, String> properties() {
        return Map.of(SECRET, Base64.getEncoder().encodeToString(secret));
    }
}
