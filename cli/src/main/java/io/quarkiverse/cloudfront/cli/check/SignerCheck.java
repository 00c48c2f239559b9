package io.quarkiverse.cloudfront.cli.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.cli.check.PrivatePaths.ErrorPage;
import io.quarkiverse.cloudfront.cli.check.PrivatePaths.PrivatePath;
import io.quarkiverse.cloudfront.cli.check.PrivatePaths.Signer;

/**
 * Checks everything that one signer needs from a distribution.
 *
 * @param open path patterns that are open on purpose, in addition to the pages of the application
 */
record SignerCheck(Distribution distribution, Aws aws, Signer signer, List<String> open, Report report) {

    void check() {
        List<String> allOpen = Stream.concat(open.stream(), signer.applicationPaths().stream()).toList();
        PathCheck paths = new PathCheck(distribution, aws, signer, allOpen, report);
        BehaviorCheck behaviors = new BehaviorCheck(signer, aws, report);
        OriginCheck origins = new OriginCheck(signer, report);
        Map<String, Behavior> restricted = new LinkedHashMap<>();
        for (PrivatePath path : signer.paths()) {
            paths.check(path).forEach((behavior, witness) -> {
                restricted.put(behavior.at(), behavior);
                behaviors.check(path, behavior, witness);
                behavior.origins().forEach(origin -> origins.check(path, origin));
            });
        }
        new KeyCheck(signer, aws, report).check(restricted.values());
        unknown();
        signer.applicationPaths().forEach(this::applicationPath);
        signer.errorPages().forEach(this::errorPage);
    }

    private void unknown() {
        for (String place : signer.unknown()) {
            if (distribution.behaviors().stream().noneMatch(Behavior::isRestricted)) {
                Behavior last = distribution.behaviors().get(distribution.behaviors().size() - 1);
                report.open(place + ": no cache behavior requires signatures, so anyone can read what it signs",
                        "Set TrustedKeyGroups in the cache behavior of its paths, for example " + last.at());
            } else {
                report.notChecked("the paths of " + place + ", which are only known when it signs. Test them with "
                        + "cloudfront-signer expect-private");
            }
        }
    }

    private void applicationPath(String pattern) {
        answering(pattern)
                .filter(behavior -> behavior.isRestricted() || behavior.hasStorage())
                .forEach(behavior -> report.mismatch("The pages at " + pattern + " are answered by " + behavior.description()
                        + ", which does not lead to the application, so viewers cannot log in",
                        "Add a cache behavior with the path pattern " + pattern
                                + " and the application as its origin in front of "
                                + behavior.at()));
    }

    private void errorPage(ErrorPage page) {
        if (!page.page().equals(distribution.errorPages().get(page.status()))) {
            report.mismatch("The response to status " + page.status() + " is not " + page.page()
                    + ", so viewers get an error instead of this page",
                    "Add {\"ErrorCode\": " + page.status() + ", \"ResponsePagePath\": \"" + page.page()
                            + "\", \"ResponseCode\": \"" + page.status() + "\"} to CustomErrorResponses");
        }
    }

    private Stream<Behavior> answering(String pattern) {
        return PathSearch.answering(pattern, distribution.behaviors().stream().map(Behavior::pattern).toList()).keySet()
                .stream()
                .map(distribution.behaviors()::get);
    }
}
