package io.quarkiverse.cloudfront.signer.runtime.gate.outcome;

import java.util.Locale;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts logins at gates and renewals. Each tag has only a few values, and viewers cannot choose them.
 */
@Singleton
class GateMetrics implements GateListener {

    private final MeterRegistry registry;

    GateMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void login(String gate, @Nullable DenialReason refusal) {
        count("cloudfront.signer.gate.logins", "Users who have logged in and asked for the cookies of a gate", gate, refusal);
    }

    @Override
    public void renewal(String gate, @Nullable DenialReason refusal) {
        count("cloudfront.signer.gate.renewals", "Renewals of a gate's cookies", gate, refusal);
    }

    private void count(String name, String description, String gate, @Nullable DenialReason refusal) {
        Counter.builder(name)
                .description(description)
                .tag("gate", gate)
                .tag("outcome", refusal == null ? "granted" : refusal.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }
}
