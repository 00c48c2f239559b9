package io.quarkiverse.cloudfront.cli.check;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.quarkiverse.cloudfront.cli.check.Finding.Kind;
import io.quarkiverse.cloudfront.cli.check.PrivatePaths.Signer;

/**
 * Checks whether the key groups of restricted cache behaviors can contain the signer's key.
 */
record KeyCheck(Signer signer, Aws aws, Report report) {

    void check(Collection<Behavior> restricted) {
        for (String group : restricted.stream().flatMap(behavior -> behavior.keyGroups().stream())
                .collect(Collectors.toCollection(TreeSet::new))) {
            Optional.ofNullable(aws.keyGroups().get(group)).ifPresentOrElse(keys -> check(group, keys),
                    () -> report.notChecked("the keys of the key group " + group
                            + ". Pass --key-group with the output of aws cloudfront get-key-group"));
        }
        List<Behavior> known = restricted.stream().filter(behavior -> !aws.keysOf(behavior).isEmpty()).toList();
        if (!known.isEmpty() && aws.keysOf(known.get(0)).stream()
                .noneMatch(key -> known.stream().allMatch(behavior -> aws.keysOf(behavior).contains(key)))) {
            report.mismatch(known.stream().collect(Collectors.toMap(aws::describeKeys, Behavior::description,
                    (first, second) -> first, LinkedHashMap::new)).entrySet().stream()
                    .map(keys -> keys.getValue() + " requires signatures of " + keys.getKey())
                    .collect(Collectors.joining(", and ", "", ", so CloudFront refuses some signatures of the signer "
                            + signer.name())),
                    "Give all of these cache behaviors the same key group in TrustedKeyGroups");
        }
    }

    /**
     * Checks whether the distribution trusts the key groups that were passed. Some of them may belong to other distributions.
     */
    static void checkPassed(Distribution distribution, Aws aws, Report report) {
        List<String> foreign = aws.keyGroups().keySet().stream().sorted()
                .filter(group -> distribution.behaviors().stream().noneMatch(each -> each.keyGroups().contains(group)))
                .toList();
        boolean all = foreign.size() == aws.keyGroups().size()
                && distribution.behaviors().stream().anyMatch(Behavior::isRestricted);
        foreign.forEach(group -> report.add(all ? Kind.MISMATCH : Kind.NOTE, "No cache behavior trusts the key "
                + "group " + group + ", so CloudFront refuses what its keys sign",
                "If this key group has the signer's key, add it to TrustedKeyGroups. Otherwise, pass the key group that has "
                        + "this key"));
    }

    private void check(String group, List<String> keys) {
        if (keys.isEmpty()) {
            report.mismatch("The key group " + group + " has no public key, so CloudFront refuses every signature",
                    "Add the signer's public key to it");
        }
        if (aws.algorithms().isEmpty()) {
            report.notChecked("the public keys. Pass --public-keys with the output of aws cloudfront list-public-keys");
            return;
        }
        keys.stream().filter(key -> !aws.algorithms().containsKey(key)).forEach(key -> report.notChecked("the public key "
                + key + " of the key group " + group + ", which the file of public keys does not contain"));
        if (signer.rsaOnly() && !keys.isEmpty()
                && keys.stream().noneMatch(key -> aws.algorithms().getOrDefault(key, Aws.RSA).equals(Aws.RSA))) {
            report.mismatch("The key group " + group + " has no RSA key, but the signer " + signer.name()
                    + " makes signatures with SHA-1, which only RSA keys can make", "Add an RSA key to it, or use SHA-256");
        }
    }
}
