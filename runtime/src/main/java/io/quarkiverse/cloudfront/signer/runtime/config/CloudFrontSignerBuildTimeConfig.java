package io.quarkiverse.cloudfront.signer.runtime.config;

import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * What is decided when the application is built.
 */
@ConfigMapping(prefix = "quarkus.cloudfront-signer")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface CloudFrontSignerBuildTimeConfig {

    /**
     * Whether methods with `@SignedResource` may sign for everybody in an application that has no security extension. By
     * default such methods need a user who has logged in. Without a security extension nothing can check that, and the build
     * fails unless this property is `true`, or each of the methods or its class is annotated with `@PermitAll`. In dev and
     * test mode the build only logs a warning. The property has no effect in an application with a security extension: there,
     * use `@PermitAll`.
     */
    @WithDefault("false")
    boolean allowAnonymous();

    /**
     * The local edge that stands in for CloudFront in dev and test mode.
     */
    DevServicesConfig devservices();

    /**
     * The health check.
     */
    HealthConfig health();

    /**
     * The metrics.
     */
    MetricsConfig metrics();

    /**
     * The health check.
     */
    @ConfigGroup
    interface HealthConfig {

        /**
         * Whether there is a readiness check that tells which key each signer has, if the application has the extension
         * `quarkus-smallrye-health`. It looks at what is in memory and asks nobody.
         */
        @WithDefault("true")
        boolean enabled();
    }

    /**
     * The metrics.
     */
    @ConfigGroup
    interface MetricsConfig {

        /**
         * Whether signatures are counted and timed, if the application has the extension `quarkus-micrometer` and has not
         * switched metrics off.
         */
        @WithDefault("true")
        boolean enabled();
    }

    /**
     * The local edge that stands in for CloudFront in dev and test mode.
     */
    @ConfigGroup
    interface DevServicesConfig {

        /**
         * Whether a local edge is started in dev and test mode for the signers that have no private key configured. It makes a
         * key pair for each and hands `url`, `key-pair-id` and `private-key` to the application.
         */
        @WithDefault("true")
        boolean enabled();

        /**
         * The port of the edge in dev mode; with 0 it is a free one. Tests always use a free port.
         */
        @WithDefault("0")
        int port();

        /**
         * Where the edge has the files from: a directory or an {@code http://} or {@code https://} URL. Defaults to the
         * directory {@code src/main/cloudfront-origin} where that exists.
         */
        Optional<String> origin();
    }
}
