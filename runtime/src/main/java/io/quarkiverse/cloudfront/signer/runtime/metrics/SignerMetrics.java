package io.quarkiverse.cloudfront.signer.runtime.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyStatus;
import io.quarkiverse.cloudfront.signer.runtime.probe.ProbeResult;
import io.quarkiverse.cloudfront.signer.runtime.probe.SelfTest;
import io.quarkiverse.cloudfront.signer.runtime.revocation.Revocations;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignatureCacheStatus;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;
import io.quarkus.runtime.StartupEvent;

/**
 * Metrics of each signer: its cached signatures, the times at which its keys need attention, and the results of its self-tests.
 */
@Singleton
class SignerMetrics {

    private final MeterRegistry registry;
    private final Signers signers;

    SignerMetrics(MeterRegistry registry, Signers signers) {
        this.registry = registry;
        this.signers = signers;
    }

    /**
     * Runs after the signers have been created, because it must not create them.
     */
    void register(@Observes StartupEvent event, Instance<Revocations> revocations) {
        for (String signer : signers.keys().keySet()) {
            registerCache(signer);
            seconds("cloudfront.signer.key.next", "Time until the next key becomes active; NaN if there is none", signer,
                    SignerMetrics::untilNext);
            seconds("cloudfront.signer.key.replaced",
                    "Time until the public keys of all replaced keys can be removed from the key group; 0 or less if they can be removed now, NaN if there are none",
                    signer, SignerMetrics::untilReplacedIsFree);
        }
        signers.selfTests().forEach(this::registerSelfTest);
        if (revocations.isResolvable()) {
            registerRevocations(revocations.get(), "stored", Revocations::stored);
            registerRevocations(revocations.get(), "not_stored", Revocations::lost);
        }
    }

    private void registerRevocations(Revocations revocations, String outcome, ToDoubleFunction<Revocations> count) {
        FunctionCounter.builder("cloudfront.signer.revocations", revocations, count)
                .description("Revocations of logins")
                .tag("outcome", outcome)
                .register(registry);
    }

    /**
     * Registers a counter for each outcome from the beginning, because alerts do not notice the first value of a counter.
     */
    private void registerSelfTest(SelfTest test) {
        for (ProbeResult.Outcome outcome : ProbeResult.Outcome.values()) {
            FunctionCounter.builder("cloudfront.signer.probes", test, t -> t.count(outcome))
                    .description("Files that the application fetched with a URL that it had signed")
                    .tag(SignatureMetrics.SIGNER, test.signer())
                    .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private void registerCache(String signer) {
        cache("cloudfront.signer.cache.size", "Cached signatures", signer, SignatureCacheStatus::size);
        cache("cloudfront.signer.cache.max.size", "Maximum number of cached signatures", signer, SignatureCacheStatus::maxSize);
        FunctionCounter
                .builder("cloudfront.signer.cache.evictions", signers,
                        s -> Objects.requireNonNull(s.signatureCaches().get(signer)).evictions())
                .description("Signatures that were evicted before they expired")
                .tag(SignatureMetrics.SIGNER, signer)
                .register(registry);
    }

    private void cache(String name, String description, String signer, Function<SignatureCacheStatus, Long> value) {
        Gauge.builder(name, signers, s -> value.apply(s.signatureCaches().get(signer)))
                .description(description)
                .tag(SignatureMetrics.SIGNER, signer)
                .register(registry);
    }

    private void seconds(String name, String description, String signer, Function<KeyStatus, Instant> due) {
        Gauge.builder(name, signers, s -> secondsUntil(due.apply(s.keys().get(signer))))
                .description(description)
                .baseUnit("seconds")
                .tag(SignatureMetrics.SIGNER, signer)
                .register(registry);
    }

    private static double secondsUntil(Instant due) {
        return due == null ? Double.NaN : Duration.between(Instant.now(), due).toSeconds();
    }

    private static @Nullable Instant untilNext(KeyStatus keys) {
        return keys.next().isEmpty() ? null : keys.next().get(0).activeFrom();
    }

    private static @Nullable Instant untilReplacedIsFree(KeyStatus keys) {
        return keys.retired().stream().map(KeyStatus.Retired::neededUntil).max(Comparator.naturalOrder()).orElse(null);
    }
}
