package io.quarkiverse.cloudfront.signer.runtime.health;

import java.util.Map;
import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyStatus;
import io.quarkiverse.cloudfront.signer.runtime.probe.ProbeResult;
import io.quarkiverse.cloudfront.signer.runtime.probe.SelfTest;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignatureCacheStatus;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;

/**
 * Shows the keys of all signers, the state of their signature caches, and the results of their self-tests. The check is always
 * up, because the application would not have started with a signer that cannot sign, and a restart does not help if CloudFront
 * refuses the signatures.
 */
@Readiness
@ApplicationScoped
class SigningKeysHealthCheck implements HealthCheck {

    private final Signers signers;

    SigningKeysHealthCheck(Signers signers) {
        this.signers = signers;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("CloudFront signing keys").up();
        Map<String, SignatureCacheStatus> caches = signers.signatureCaches();
        for (Map.Entry<String, KeyStatus> signer : signers.keys().entrySet()) {
            response.withData(signer.getKey(),
                    describe(signer.getValue()) + describe(Objects.requireNonNull(caches.get(signer.getKey()))));
        }
        for (SelfTest test : signers.selfTests()) {
            response.withData(test.signer() + " self-test", describe(test.last()));
        }
        return response.build();
    }

    private static String describe(KeyStatus keys) {
        StringBuilder text = new StringBuilder(keys.keyPairId()).append(" from ").append(keys.source())
                .append(", active since ").append(keys.since());
        for (KeyStatus.Next next : keys.next()) {
            text.append("; ").append(next.keyPairId()).append(" becomes active at ").append(next.activeFrom());
        }
        for (KeyStatus.Retired retired : keys.retired()) {
            text.append("; ").append(retired.keyPairId()).append(" can be removed from the key group after ")
                    .append(retired.neededUntil());
        }
        if (!keys.problems().isEmpty()) {
            // readers of health checks must not see file names
            text.append("; a key could not be read again, see the log");
        }
        return text.toString();
    }

    private static String describe(@Nullable ProbeResult result) {
        return result == null ? "not run yet" : result.describe();
    }

    private static String describe(SignatureCacheStatus signatures) {
        return signatures.maxSize() == 0 ? "; signature cache off"
                : "; %s of at most %s signatures cached, %s hits, %s misses, %s evictions".formatted(signatures.size(),
                        signatures.maxSize(), signatures.hits(), signatures.misses(), signatures.evictions());
    }
}
