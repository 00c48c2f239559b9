package io.quarkiverse.cloudfront.signer.runtime.gate.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigDocSection;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import io.smallrye.config.WithParentName;
import io.smallrye.config.WithUnnamedKey;

/**
 * The gates in front of private sites, which are fixed when the application is built.
 */
@ConfigMapping(prefix = "quarkus.cloudfront-signer.gate")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface GatesBuildTimeConfig {

    /** The key of the gate without a name. */
    String UNNAMED = "<default>";

    /**
     * The gates by name.
     */
    @ConfigDocSection
    @ConfigDocMapKey("gate-name")
    @WithParentName
    @WithDefaults
    @WithUnnamedKey(UNNAMED)
    Map<String, GateConfig> gates();

    /**
     * The logout of all gates.
     */
    LogoutConfig logout();

    /**
     * The data that a logout clears.
     */
    @ConfigGroup
    interface LogoutConfig {

        /**
         * The data that the browser clears at a logout, in addition to the signed cookies. `cache` is the cache of responses,
         * `storage` includes service workers and their caches, and `cookies` are all cookies of the domain. This property is
         * also the default of `quarkus.oidc.logout.clear-site-data`. If it is empty, only the signed cookies are cleared.
         */
        @WithDefault("cache")
        Optional<Set<SiteData>> clear();
    }
}
