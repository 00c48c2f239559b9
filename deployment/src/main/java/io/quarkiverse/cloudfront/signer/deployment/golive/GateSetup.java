package io.quarkiverse.cloudfront.signer.deployment.golive;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.edge.function.Site;
import io.quarkiverse.cloudfront.signer.deployment.spi.AccessPoint;

/**
 * The requirements of the gates of one signer on its distribution, in addition to restricted cache behaviors.
 *
 * @param pattern the path pattern of the cache behavior whose origin is the application, the same for all of them
 * @param deniedPage the page that replaces responses with status 403
 * @param resources the templates of the files that they protect
 * @param site how the paths of these files lead to them
 */
record GateSetup(String pattern, String deniedPage, List<String> resources, Site site) {

    /**
     * @return null if the signer does not have a gate
     */
    static @Nullable GateSetup of(String signer, List<AccessPoint> points) {
        List<AccessPoint> own = points.stream().filter(point -> point.signer().equals(signer)).toList();
        return own.isEmpty() ? null
                : new GateSetup(own.get(0).paths(), own.get(0).forbiddenPage(),
                        own.stream().map(AccessPoint::resource).toList(),
                        Site.join(own.stream().map(AccessPoint::site).toList()));
    }

    /**
     * Whether a path pattern contains files of a gate.
     */
    boolean hasFilesIn(String pattern) {
        return PathPatterns.of(resources).stream().anyMatch(files -> PathPatterns.covers(pattern, files));
    }
}
