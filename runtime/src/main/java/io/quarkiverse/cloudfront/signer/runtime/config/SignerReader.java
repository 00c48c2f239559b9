package io.quarkiverse.cloudfront.signer.runtime.config;

import static io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties.RELOAD_PERIOD;
import static io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties.URL;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyRegistry;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyRing;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeySlot;
import io.quarkiverse.cloudfront.signer.runtime.policy.CookieAttributes;
import io.quarkiverse.cloudfront.signer.runtime.policy.ExpiryRule;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignerSettings;
import io.quarkiverse.cloudfront.signer.runtime.url.DistributionUrl;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;

/**
 * Turns the configuration of one signer into settings, or into a list of problems.
 *
 * @param marks whether the application uses marks
 */
record SignerReader(String name, SignerRuntimeConfig config, KeyRegistry registry, InstantSource clock,
        ConfigurationProblems problems, boolean marks) {

    private static final String COOKIES_RESOURCE = "cookies.resource";
    private static final Duration SHORTEST_RELOAD = Duration.ofSeconds(1);

    private static final String USER = "principal|claim\\..+";

    /**
     * The form of a resource. Messages quote resources, so a value that cannot be a resource, such as a key, must not be
     * parsed.
     */
    private static final String RESOURCE = "(?s)(?:/|[a-z*]{1,6}://).*";

    /**
     * @return null if there is a problem
     */
    @Nullable
    SignerSettings read(ApplicationKeys application) {
        int before = problems.count();
        UrlGuard guard = guard();
        ExpiryRule expiry = expiry();
        KeyRing keys = keys(application, expiry);
        Optional<Duration> reloadPeriod = reloadPeriod(keys);
        CookieAttributes cookies = cookies();
        checkReach(cookies, guard);
        int cacheSize = cacheSize();
        return guard == null || keys == null || problems.count() > before ? null
                : new SignerSettings(name, guard, keys, reloadPeriod, expiry, config.boundToToken(),
                        config.cookies().resource(), cookies, config.playlists().foreignUris(), cacheSize);
    }

    private void problem(String property, String message) {
        problems.add(SignerProperties.name(name, property), message);
    }

    private @Nullable UrlGuard guard() {
        Set<String> hosts = allowedHosts();
        if (config.url().isEmpty()) {
            problem(URL, "is missing; set it to the scheme and host of the distribution, such as https://media.example.com"
                    + SignerProperties.nameHint(name));
            return null;
        }
        try {
            UrlGuard guard = DistributionUrl.guard(config.url().get(), hosts, textOrigins(config.url().get()), marks);
            String tenant = guard.tenantPlaceholder();
            if (tenant != null && !tenant.matches(USER)) {
                problem(URL, "has an unknown placeholder. Use {claim.name} or {principal}");
            }
            return guard;
        } catch (IllegalArgumentException e) {
            problem(URL, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private List<String> textOrigins(String url) {
        try {
            return config.textOrigins().orElse(List.of()).stream().map(origin -> DistributionUrl.textOrigin(origin, url))
                    .toList();
        } catch (IllegalArgumentException e) {
            problem("text-origins", String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private Set<String> allowedHosts() {
        Set<String> hosts = config.allowedHosts().orElse(Set.of());
        for (String host : hosts) {
            String mistake = DistributionUrl.mistakeInHost(host, config.url().orElse(""));
            if (mistake != null) {
                problem("allowed-hosts", mistake);
            }
        }
        return hosts;
    }

    private @Nullable KeyRing keys(ApplicationKeys application, ExpiryRule expiry) {
        List<KeySlot> keys = KeyRingReader.of(name, config, application, registry, clock, problems).read();
        return keys.isEmpty() ? null
                : new KeyRing(name, registry, keys, clock, expiry.longest(expiry.expiresIn()), application);
    }

    private Optional<Duration> reloadPeriod(@Nullable KeyRing keys) {
        Optional<Duration> period = config.reloadPeriod();
        if (period.isPresent() && period.get().compareTo(SHORTEST_RELOAD) < 0) {
            problem(RELOAD_PERIOD, "is " + period.get() + "; it must be at least one second");
        }
        if (period.isPresent() && keys != null && !keys.mayChange()) {
            problem(RELOAD_PERIOD,
                    "is set, but none of the signer's keys can be read again. Set private-key-location to a file or directory, "
                            + "set credentials-provider, or remove reload-period");
        }
        return period;
    }

    private ExpiryRule expiry() {
        ExpiryRule expiry = new ExpiryRule(clock, config.expiresIn(), config.expiryWindow());
        expiry.check(this::problem);
        return expiry;
    }

    private int cacheSize() {
        int maxSize = config.signatureCache().maxSize();
        if (maxSize < 0) {
            problem("signature-cache.max-size", "is " + maxSize + "; it must not be negative; 0 disables the cache");
        }
        return maxSize;
    }

    private CookieAttributes cookies() {
        SignerRuntimeConfig.CookiesConfig cookies = config.cookies();
        return new CookieAttributes(cookies.domain(), cookies.path(), cookies.sameSite(), cookies.secure(), cookies.httpOnly());
    }

    /**
     * Checks whether browsers would ever send the cookies to the distribution.
     */
    private void checkReach(CookieAttributes cookies, @Nullable UrlGuard guard) {
        String resource = config.cookies().resource().orElse(null);
        cookies.check(guard, this::problem);
        if (resource != null && !resource.matches(RESOURCE)) {
            problem(COOKIES_RESOURCE, "must be a path under url that begins with /, or an absolute URL, "
                    + "such as /tenants/{claim.tenant}/*");
        } else if (resource != null && guard != null && cookies.mistakeInDomain(guard) == null) {
            try {
                PolicyTemplate template = PolicyTemplate.parse(resource);
                guard.example().resource(template.example());
                cookies.requireSent(guard, template);
            } catch (IllegalArgumentException | CloudFrontSignerException e) {
                problem(COOKIES_RESOURCE, "cannot be used: " + e.getMessage());
            }
        }
    }
}
