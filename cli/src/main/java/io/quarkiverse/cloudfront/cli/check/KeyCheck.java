package io.quarkiverse.cloudfront.cli.check;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.quarkiverse.cloudfront.cli.check.PrivatePaths.Signer;

/**
 * Whether the key groups of restricted cache behaviors can have the signer's key.
 */
record KeyCheck(Signer signer, Aws aws, Report report) {

    void check(Collection<Behavior> restricted) {
        for (String group : restricted.stream().flatMap(behavior -> behavior.keyGroups().stream())
                .collect(Collectors.toCollection(TreeSet::new))) {
            Optional.ofNullable(aws.keyGroups().get(group)).ifPresentOrElse(keys -> check(group, keys),
                    () -> report.notChecked("the keys of the key group " + group
                            + ". Pass --key-group with the output of aws cloudfront get-key-group"));
        }
        aws.keyGroups().keySet().stream().sorted()
                .filter(group -> restricted.stream().noneMatch(behavior -> behavior.keyGroups().contains(group)))
                .forEach(group -> report.note("The key group " + group + " was passed, but no cache behavior of the signer "
                        + signer.name() + " trusts it", "If it has the signer's key, add it to TrustedKeyGroups"));
        List<Set<String>> known = restricted.stream().map(aws::keysOf).flatMap(Optional::stream).filter(keys -> !keys.isEmpty())
                .toList();
        if (!known.isEmpty() && known.get(0).stream().noneMatch(key -> known.stream().allMatch(keys -> keys.contains(key)))) {
            report.mismatch(
                    "The cache behaviors of the signer " + signer.name() + " have no key in common, so CloudFront refuses "
                            + "some of its signatures",
                    "Give all of them the same key group in TrustedKeyGroups");
        }
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
                + key + " of the key group " + group + ", which the file of public keys does not have"));
        if (signer.rsaOnly() && !keys.isEmpty()
                && keys.stream().noneMatch(key -> aws.algorithms().getOrDefault(key, Aws.RSA).equals(Aws.RSA))) {
            report.mismatch("The key group " + group + " has no RSA key, but the signer " + signer.name()
                    + " makes signatures with SHA-1, which only RSA keys can", "Add an RSA key to it, or use SHA-256");
        }
    }
}
