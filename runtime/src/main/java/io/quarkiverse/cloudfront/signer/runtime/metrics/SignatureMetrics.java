package io.quarkiverse.cloudfront.signer.runtime.metrics;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignatureListener;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignatureListener.Event.Outcome;

/**
 * Counts and times signatures. Each tag has only a few values, and viewers cannot choose them.
 */
@Singleton
class SignatureMetrics implements SignatureListener {

    static final String SIGNER = "signer";
    static final String KEY_PAIR_ID = "key.pair.id";

    private record Kind(String signer, String keyPairId, boolean canned, Outcome outcome) {
    }

    private record Key(String signer, String keyPairId, Algorithm algorithm) {
    }

    private record Failure(String signer, Reason reason) {
    }

    private final MeterRegistry registry;
    // meters are stored here, because finding a meter in the registry takes longer than finding a cached signature
    private final Map<Kind, Counter> signatures = new ConcurrentHashMap<>();
    private final Map<Key, Timer> times = new ConcurrentHashMap<>();
    private final Map<Failure, Counter> failures = new ConcurrentHashMap<>();

    SignatureMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void signed(SignatureListener.Event event) {
        if (event.failure() != null) {
            refused(event.signer(), event.failure());
            return;
        }
        signatures.computeIfAbsent(new Kind(event.signer(), event.keyPairId(), event.canned(), event.outcome()), this::counter)
                .increment();
        if (event.outcome() != Outcome.HIT) {
            times.computeIfAbsent(new Key(event.signer(), event.keyPairId(), event.algorithm()), this::timer)
                    .record(event.nanos(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void refused(String signer, Reason reason) {
        failures.computeIfAbsent(new Failure(signer, reason), this::counter).increment();
    }

    private Counter counter(Kind kind) {
        return Counter.builder("cloudfront.signer.signatures")
                .description("Signatures that signers returned")
                .tag(SIGNER, kind.signer())
                .tag(KEY_PAIR_ID, kind.keyPairId())
                .tag("policy", kind.canned() ? "canned" : "custom")
                .tag("cache", value(kind.outcome()))
                .register(registry);
    }

    private Timer timer(Key key) {
        return Timer.builder("cloudfront.signer.signing")
                .description("Time that keys took to sign")
                .tag(SIGNER, key.signer())
                .tag(KEY_PAIR_ID, key.keyPairId())
                .tag("algorithm", value(key.algorithm()))
                .register(registry);
    }

    private Counter counter(Failure failure) {
        return Counter.builder("cloudfront.signer.failures")
                .description("Failed signing requests")
                .tag(SIGNER, failure.signer())
                .tag("reason", value(failure.reason()))
                .register(registry);
    }

    private static String value(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
