package io.quarkiverse.cloudfront.signer.runtime.gate.outcome;

import org.jspecify.annotations.Nullable;

/**
 * Is notified of logins at gates and of renewals. It is called within the request, on any thread, including the event loop, so
 * it must be fast, and must neither block nor throw.
 */
public interface GateListener {

    /** The name that is reported for a page that no gate covers. */
    String NO_GATE = "<none>";

    /** Ignores everything. */
    GateListener NONE = new GateListener() {
    };

    /**
     * A user who has logged in asked for cookies.
     *
     * @param gate the gate's name
     * @param refusal null if the user received them
     */
    default void login(String gate, @Nullable DenialReason refusal) {
    }

    /**
     * The application was asked to renew a user's cookies.
     *
     * @param gate the gate's name
     * @param refusal null if the user received new cookies
     */
    default void renewal(String gate, @Nullable DenialReason refusal) {
    }
}
