package io.quarkiverse.cloudfront.cli.check;

import io.quarkiverse.cloudfront.cli.check.PrivatePaths.PrivatePath;
import io.quarkiverse.cloudfront.cli.check.PrivatePaths.Signer;

/**
 * Checks whether the private files can be read without CloudFront, as far as the configuration shows.
 */
record OriginCheck(Signer signer, Report report) {

    void check(PrivatePath path, Origin origin) {
        if (signer.tenants() && !path.perTenant() && !origin.isPerTenant()) {
            report.open(path.description() + ": the files of all tenants are in the same place at " + origin.domain()
                    + ", so a user of one tenant can read those of another",
                    "Set " + origin.at() + ".OriginPath to a directory of the tenant, such as \"/{{tenantName}}\"");
        }
        if (origin.vpc()) {
            return;
        }
        if (origin.signed()) {
            report.notChecked("the policy of " + origin.domain() + ", which decides who else may read it");
        } else if (!origin.isStorage() || origin.customHeaders()) {
            report.notChecked("whether viewers can reach " + origin.domain() + " without CloudFront");
        } else {
            String kind = origin.isWebsite() ? "is the website of a bucket, which anyone can read"
                    : "has neither an origin access control nor an identity, so the bucket answers CloudFront only if "
                            + "anyone can read it";
            report.open("The origin " + origin.domain() + " " + kind + ": viewers can read private files there",
                    "Use the bucket's own domain name, set " + origin.at()
                            + ".OriginAccessControlId, and let only the distribution read the bucket");
        }
    }
}
