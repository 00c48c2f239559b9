package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.edge.Distribution;
import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;
import io.quarkiverse.cloudfront.edge.function.Site;
import io.quarkiverse.cloudfront.signer.deployment.spi.AccessPoint;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The part of the local edge's site that the application answers.
 *
 * @param paths CloudFront's path patterns
 * @param forbiddenPage the path of the page that replaces 403 (Forbidden) responses
 * @param site how all other paths lead to the files
 */
record EdgeApplication(List<String> paths, Optional<String> forbiddenPage, Site site) {

    private static final String PROPERTY = "quarkus.cloudfront-signer.devservices.application-paths";
    private static final Pattern PATH_PATTERN = Pattern.compile("/[A-Za-z0-9_.*?$/~\"'@:+&-]{0,254}");

    /** Trusts the viewer's scheme and port, which the edge forwards from the loopback interface. */
    private static final Map<String, String> TRUST_IN_EDGE = Map.of("quarkus.http.proxy.proxy-address-forwarding", "true",
            "quarkus.http.proxy.trusted-proxies", "127.0.0.1,[0:0:0:0:0:0:0:1]");

    /**
     * Combines the configured paths with those of other extensions. A distribution has only one page for status 403.
     */
    static EdgeApplication of(Optional<List<String>> configured, List<AccessPoint> points) {
        Set<String> paths = new LinkedHashSet<>();
        points.stream().map(AccessPoint::paths).sorted().forEach(paths::add);
        List<String> own = configured.orElse(List.of());
        for (String path : own) {
            if (!PATH_PATTERN.matcher(path).matches()) {
                throw new ConfigurationException(PROPERTY
                        + " contains a value that is not a path pattern of CloudFront: number "
                        + (own.indexOf(path) + 1) + " of " + own.size() + ". Begin it with a slash, and end it with * if it "
                        + "stands for all paths below, such as /api/*");
            }
            paths.add(path);
        }
        return new EdgeApplication(List.copyOf(paths), points.stream().findFirst().map(AccessPoint::forbiddenPage),
                Site.join(points.stream().map(AccessPoint::site).toList()));
    }

    boolean exists() {
        return !paths.isEmpty();
    }

    void addTo(Distribution.Builder distribution, ApplicationAddress address) {
        paths.forEach(path -> distribution.behavior(CacheBehavior.application(path)));
        forbiddenPage.ifPresent(distribution::forbiddenPage);
        distribution.application(address).site(site);
    }

    /**
     * The properties with which the application uses the edge's address, for example in redirects of quarkus-oidc; empty if the
     * application configures its proxies itself.
     */
    Map<String, String> properties() {
        return exists() && TRUST_IN_EDGE.keySet().stream().noneMatch(ConfigUtils::isPropertyPresent) ? TRUST_IN_EDGE : Map.of();
    }
}
