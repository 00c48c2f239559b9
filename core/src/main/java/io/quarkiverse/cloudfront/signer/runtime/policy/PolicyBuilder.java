package io.quarkiverse.cloudfront.signer.runtime.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.Policy;

/**
 * Builds the policies of one signer.
 */
public final class PolicyBuilder implements Policy.Builder {

    private final String resource;
    private final ExpiryRule expiry;

    private @Nullable Instant expiresAt;
    private @Nullable Instant notBefore;
    private @Nullable String ipAddress;

    /**
     * @param resource the absolute resource, which the guard has checked
     */
    public PolicyBuilder(String resource, ExpiryRule expiry) {
        this.resource = resource;
        this.expiry = expiry;
    }

    @Override
    public PolicyBuilder expiresIn(Duration lifetime) {
        expiresAt = expiry.expiresAt(lifetime);
        return this;
    }

    @Override
    public PolicyBuilder expiresAt(Instant instant) {
        expiresAt = instant;
        return this;
    }

    @Override
    public PolicyBuilder notBefore(Instant begin) {
        notBefore = begin;
        return this;
    }

    @Override
    public PolicyBuilder ipAddress(String addressOrCidr) {
        ipAddress = addressOrCidr;
        return this;
    }

    @Override
    public Policy build() {
        boolean canned = notBefore == null && ipAddress == null && resource.indexOf('*') < 0 && resource.indexOf('?') < 0;
        return new Policy(resource, expiresAt == null ? expiry.expiresAt() : expiresAt, Optional.ofNullable(notBefore),
                Optional.ofNullable(ipAddress), canned);
    }
}
