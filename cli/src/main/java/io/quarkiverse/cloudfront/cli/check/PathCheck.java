package io.quarkiverse.cloudfront.cli.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.quarkiverse.cloudfront.cli.check.PrivatePaths.PrivatePath;
import io.quarkiverse.cloudfront.cli.check.PrivatePaths.Signer;

/**
 * Checks whether the cache behaviors that answer a private path require signatures.
 *
 * @param open path patterns that are open on purpose
 */
record PathCheck(Distribution distribution, Aws aws, Signer signer, List<String> open, Report report) {

    /**
     * Reports each cache behavior that is open by mistake.
     *
     * @return the restricted behaviors that answer the path, each with an example of a path that it answers
     */
    Map<Behavior, String> check(PrivatePath path) {
        Map<Behavior, String> restricted = new TreeMap<>((first, second) -> first.at().compareTo(second.at()));
        Map<Behavior, String> others = new TreeMap<>((first, second) -> first.at().compareTo(second.at()));
        PathSearch.answering(path.pattern(), distribution.behaviors().stream().map(Behavior::pattern).toList())
                .forEach((index, witness) -> {
                    Behavior behavior = distribution.behaviors().get(index);
                    (behavior.isRestricted() ? restricted : others).put(behavior, witness);
                });
        Set<String> privateOrigins = restricted.keySet().stream().flatMap(behavior -> behavior.origins().stream())
                .map(Origin::domain).collect(Collectors.toSet());
        others.forEach((behavior, witness) -> {
            if (!isOpenOnPurpose(behavior)) {
                unrestricted(path, behavior, witness, privateOrigins);
            }
        });
        restricted.keySet().forEach(behavior -> report.restricted(path.description() + ": " + behavior.description()
                + " requires signatures of " + aws.describeKeys(behavior)));
        restricted.keySet().forEach(behavior -> behavior.origins().forEach(origin -> sameFiles(path, origin)));
        return restricted;
    }

    private boolean isOpenOnPurpose(Behavior behavior) {
        return open.stream().anyMatch(pattern -> PathSearch.covers(pattern, behavior.pattern()));
    }

    /** Reports open behaviors with a different origin path, which serve the same files at other paths. */
    private void sameFiles(PrivatePath path, Origin origin) {
        distribution.behaviors().stream().flatMap(behavior -> behavior.origins().stream())
                .filter(other -> other.hasFilesOf(origin) && !other.path().equals(origin.path())).distinct()
                .forEach(other -> PathSearch.answering(origin.path() + path.pattern(),
                        distribution.behaviors().stream().map(behavior -> other.path() + behavior.pattern()).toList())
                        .forEach((index, file) -> {
                            Behavior behavior = distribution.behaviors().get(index);
                            if (behavior.origins().contains(other) && !behavior.isRestricted() && !isOpenOnPurpose(behavior)) {
                                report.open(
                                        path.description() + ": " + behavior.description() + " does not require signatures, "
                                                + "and serves the same files from " + other.domain() + ", so anyone can read "
                                                + file.substring(other.path().length()),
                                        "Keep private files in a separate bucket, or add a cache behavior with "
                                                + "TrustedKeyGroups "
                                                + "for their directory in front of " + behavior.at());
                            }
                        }));
    }

    private void unrestricted(PrivatePath path, Behavior behavior, String witness, Set<String> privateOrigins) {
        if (distribution.errorPages().values().stream().anyMatch(page -> isDirectoryOf(behavior.pattern(), page))) {
            report.note(
                    path.description() + ": " + behavior.description() + " does not require signatures, and has an error page "
                            + "of the distribution",
                    "Make sure that only error pages are there, and then pass --open '" + behavior.pattern() + "'");
            return;
        }
        boolean elsewhere = !privateOrigins.isEmpty() && behavior.origins().stream()
                .noneMatch(origin -> origin.isStorage() || privateOrigins.contains(origin.domain()));
        if (elsewhere) {
            report.note(
                    path.description() + ": " + behavior.description() + " does not require signatures, and sends " + witness
                            + " to " + behavior.origins().get(0).domain() + ", which is not where the private files are",
                    "Let that server check who may read it. If it does, pass --open '" + behavior.pattern() + "'");
            return;
        }
        report.open(path.description() + ": " + behavior.description() + " does not require signatures, so anyone can read "
                + witness, remedy(path, behavior));
    }

    /** Whether a pattern covers only an error page or its directory. A wider pattern could also open private files. */
    private static boolean isDirectoryOf(String pattern, String page) {
        String directory = page.substring(0, page.lastIndexOf('/') + 1);
        return pattern.equals(page) || directory.length() > 1 && pattern.equals(directory + "*");
    }

    private String remedy(PrivatePath path, Behavior behavior) {
        String restrict = "set " + behavior.at()
                + ".TrustedKeyGroups to {\"Enabled\": true, \"Quantity\": 1, \"Items\": [\"KEY_GROUP_ID\"]}";
        List<Behavior> later = distribution.behaviors().subList(distribution.behaviors().indexOf(behavior) + 1,
                distribution.behaviors().size()).stream()
                .filter(each -> each.isRestricted() && PathSearch.covers(each.pattern(), path.pattern())).toList();
        if (!later.isEmpty()) {
            return "Move " + later.get(0).at() + " (" + later.get(0).pattern() + ") in front of " + behavior.at() + " ("
                    + behavior.pattern() + "), or " + restrict;
        }
        if (behavior.pattern().equals(path.behavior()) || PathSearch.covers(path.pattern(), behavior.pattern())) {
            return "In " + behavior.at() + ", " + restrict;
        }
        return "Add a cache behavior with the path pattern " + path.behavior() + " in front of " + behavior.at()
                + ", with TrustedKeyGroups, or " + restrict;
    }
}
