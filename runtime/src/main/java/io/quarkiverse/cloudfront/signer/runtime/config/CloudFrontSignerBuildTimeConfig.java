package io.quarkiverse.cloudfront.signer.runtime.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * The settings that are fixed when the application is built.
 */
@ConfigMapping(prefix = "quarkus.cloudfront-signer")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface CloudFrontSignerBuildTimeConfig {

    /**
     * Whether methods with `@SignedResource` may sign for anonymous callers in an application without a security extension. By
     * default, such methods require a user who has logged in. Without a security extension, callers cannot be checked, so the
     * build fails unless this property is `true`, or each of these methods or its class is annotated with `@PermitAll`. In dev
     * and test mode, the build only logs a warning. In an application with a security extension, this property has no effect:
     * use `@PermitAll` there.
     */
    @WithDefault("false")
    boolean allowAnonymous();

    /**
     * Whether the application is packaged with the JARs of BouncyCastle as they are published, with their signatures. By
     * default, the signatures are removed, because the JVM verifies each signed class that it loads, which takes most of the
     * time of the first signature with a P-256 key. The signatures always remain if the application registers BouncyCastle as a
     * security provider, in `quarkus.security.security-providers` or in its own code. Set this property to `true` if a
     * dependency registers it, and the JDK checks the signatures of providers, as Oracle's does.
     */
    @WithDefault("false")
    boolean keepBouncycastleSignature();

    /**
     * The local edge that stands in for CloudFront in dev and test mode.
     */
    DevServicesConfig devservices();

    /**
     * The set-up of AWS, as files that each build writes.
     */
    GoLiveConfig goLive();

    /**
     * The health check.
     */
    HealthConfig health();

    /**
     * Marks, which show for whom a URL or a set of cookies was signed.
     */
    MarksConfig marks();

    /**
     * The metrics.
     */
    MetricsConfig metrics();

    /**
     * The set-up of AWS, as files that each build writes.
     */
    @ConfigGroup
    interface GoLiveConfig {

        /**
         * Whether each build for production writes the templates, the function, and `private-paths.json` into the directory
         * `cloudfront-signer` next to the application's JAR. In dev mode, Dev UI shows these texts instead.
         */
        @WithDefault("false")
        boolean enabled();

        /**
         * A committed `private-paths.json`, relative to the module's directory. The build writes the files, and fails if this
         * file no longer matches the paths that the code signs, or their requirements.
         */
        Optional<String> compare();
    }

    /**
     * The health check.
     */
    @ConfigGroup
    interface HealthConfig {

        /**
         * Whether the application has a readiness check that shows the keys of each signer. Requires the
         * `quarkus-smallrye-health` extension. The check does not access files or services.
         */
        @WithDefault("true")
        boolean enabled();
    }

    /**
     * Marks, which show for whom a URL or a set of cookies was signed.
     */
    @ConfigGroup
    interface MarksConfig {

        /**
         * Whether each signed URL and each set of signed cookies gets a mark: a pseudonym of the user, and when the user logged
         * in. CloudFront's function checks it, and refuses revoked logins. The local edge does the same.
         */
        @WithDefault("false")
        boolean enabled();

        /**
         * Whether requests without a mark are refused. When you enable marks, set it to `false` until all URLs and cookies that
         * were signed before have expired. It applies to CloudFront's function and the local edge.
         */
        @WithDefault("true")
        boolean required();

        /**
         * When a login is revoked, in addition to revocations by the application's code: `logout`, when the user logs out in
         * the browser, and `back-channel-logout`, when the provider ends the session. Both require `quarkus-oidc`, and only
         * revoke the login that ends. The user's other logins remain valid.
         */
        Optional<Set<RevokeOn>> revokeOn();
    }

    /**
     * The metrics.
     */
    @ConfigGroup
    interface MetricsConfig {

        /**
         * Whether signatures are counted and timed. Requires the `quarkus-micrometer` extension with metrics enabled.
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
         * Whether a local edge is started in dev and test mode for the signers without a private key. It creates a key pair for
         * each of them, and sets the signer's `url`, `key-pair-id`, and `private-key`.
         */
        @WithDefault("true")
        boolean enabled();

        /**
         * The port of the edge in dev mode. With `0`, a free port is used. Tests always use a free port.
         */
        @WithDefault("0")
        int port();

        /**
         * The origin of the edge: a directory, or an {@code http://} or {@code https://} URL. Defaults to the directory
         * {@code src/main/cloudfront-origin}, if it exists. If the `url` of a signer has a placeholder for the tenant, a
         * request for {@code acme.localhost} gets the files below {@code acme}.
         */
        Optional<String> origin();

        /**
         * The file of the origin that the edge serves at the path `/`, like the default root object of a distribution. Other
         * directories do not have one. An empty value turns it off.
         */
        @WithDefault("index.html")
        Optional<String> defaultRootObject();

        /**
         * The paths at which the edge shows the application, as a distribution with a second origin does: path patterns of
         * CloudFront, such as `/api/*`. They do not require a signature, and accept all HTTP methods. The paths of a gate are
         * always among them.
         */
        Optional<List<String>> applicationPaths();

        /**
         * Whether the edge speaks HTTPS, with a certificate for `localhost` that it creates at start. Browsers show a warning
         * that you must accept.
         */
        @WithDefault("false")
        boolean https();
    }

    /**
     * An event that ends a user's session, and revokes the user's logins.
     */
    enum RevokeOn {

        /** The user logs out in the browser. */
        LOGOUT,

        /** The provider ends the session. */
        BACK_CHANNEL_LOGOUT
    }
}
