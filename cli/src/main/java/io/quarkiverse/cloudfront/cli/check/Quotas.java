package io.quarkiverse.cloudfront.cli.check;

import io.quarkiverse.cloudfront.cli.check.PrivatePaths.Signer;

/**
 * AWS's default quotas that apply to a set-up. AWS raises some of them for an account.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html">Quotas</a>
 */
record Quotas(Report report) {

    private static final String PAGE = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html";

    void check(Distribution distribution, Aws aws) {
        count("The distribution has", distribution.behaviors().size(), "cache behaviors", 75);
        for (Behavior behavior : distribution.behaviors()) {
            String name = behavior.description();
            count("For " + name + ", there are", behavior.keyGroups().size(), "key groups", 4);
            count("For " + name + ", there are", behavior.forwarded().cookies().size(), "cookies in the cache key", 10);
            count("For " + name + ", there are", behavior.forwarded().queryStrings().size(), "query strings in the cache key",
                    10);
        }
        aws.keyGroups().forEach((id, keys) -> count("The key group " + id + " has", keys.size(), "public keys", 5));
        count("The account has", aws.algorithms().size(), "public keys", 10);
    }

    void check(Signer signer) {
        count("viewer-request.js has", signer.functionBytes(), "bytes", 10_240);
    }

    private void count(String subject, long count, String what, int quota) {
        if (count > quota) {
            report.note(subject + " " + count + " " + what + ", but AWS's default quota is " + quota,
                    "Use fewer, or ask AWS for a higher quota if it can be raised: " + PAGE);
        }
    }
}
