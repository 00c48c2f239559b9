package io.quarkiverse.cloudfront.signer.runtime.config;

import java.time.Duration;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.probe.SelfTest;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;

/**
 * Turns the configuration of a self-test into a self-test, and reports problems.
 */
record SelfTestReader(ConfiguredSigner signer, SignerRuntimeConfig config, ConfigurationProblems problems) {

    private static final Duration SHORTEST_PERIOD = Duration.ofSeconds(10);

    SelfTest read(String resource) {
        Duration period = config.probePeriod();
        if (period.compareTo(SHORTEST_PERIOD) < 0) {
            problem("probe-period", "is " + period + "; it must be at least ten seconds");
        }
        UrlGuard guard = signer.settings().guard();
        boolean tenants = guard.tenantPlaceholder() != null;
        String tenant = tenants ? resource.replaceFirst("^https?://([^./]*)[.].*", "$1") : null;
        try {
            (tenant == null ? guard : guard.forTenant(tenant)).url(resource);
        } catch (CloudFrontSignerException e) {
            problem("probe-resource", tenants ? "must be the URL of one file of a tenant, such as "
                    + "https://acme.media.example.com/probe.txt, because each tenant has its own domain"
                    : "must be one file that the signer can sign, without wildcards, such as /probe.txt or "
                            + "https://media.example.com/probe.txt");
        }
        return new SelfTest(signer, tenant, resource, period);
    }

    private void problem(String property, String message) {
        problems.add(SignerProperties.name(signer.name(), property), message);
    }
}
