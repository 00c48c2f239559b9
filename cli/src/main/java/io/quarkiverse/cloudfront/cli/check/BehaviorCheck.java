package io.quarkiverse.cloudfront.cli.check;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.cli.check.Aws.Function;
import io.quarkiverse.cloudfront.cli.check.Behavior.Forwarded;
import io.quarkiverse.cloudfront.cli.check.PrivatePaths.PrivatePath;
import io.quarkiverse.cloudfront.cli.check.PrivatePaths.Signer;

/**
 * Checks whether a restricted cache behavior has what a private path needs.
 */
record BehaviorCheck(Signer signer, Aws aws, Report report) {

    private static final Set<String> HTTPS = Set.of("https-only", "redirect-to-https");
    private static final Set<String> WRITING = Set.of("PUT", "POST", "PATCH", "DELETE");
    private static final Set<String> SIGNATURE = Set.of("Expires", "Policy", "Signature", "Key-Pair-Id", "Hash-Algorithm");

    /**
     * AWS's origin request policies with all parameters of a request: here those with its Host header, and below those without
     * it.
     */
    private static final Set<String> HOST = Set.of("216adef6-5c7f-47e4-b989-5492eafa07d3",
            "33f36d7e-f396-46d9-90e0-52428a34d9dc");
    private static final Set<String> OTHER_HEADERS = Set.of("b689b0a8-53d0-40ab-baf2-68738e2966ac",
            "775133bc-15f2-49f9-abea-afb2e0bf67d2");
    private static final String RUNTIME = "cloudfront-js-2.0";

    /** @param witness a path that the behavior answers */
    void check(PrivatePath path, Behavior behavior, String witness) {
        String name = path.description() + ": " + behavior.description();
        if (!HTTPS.contains(behavior.protocol())) {
            report.open(name + " answers over http, so anyone on a viewer's network can read " + witness
                    + " and its signature, and use the signature",
                    "Set " + behavior.at() + ".ViewerProtocolPolicy to \"https-only\" or \"redirect-to-https\"");
        }
        methods(path, behavior, name);
        function(path, behavior, name);
        caching(path, behavior, name);
        behavior.originRequestPolicy().filter(policy -> behavior.hasStorage())
                .ifPresent(policy -> originRequest(path, behavior, name, policy));
        trustedSigners(behavior, name);
    }

    private void methods(PrivatePath path, Behavior behavior, String name) {
        List<String> writing = behavior.methods().stream().filter(WRITING::contains).sorted().toList();
        String remedy = "Set " + behavior.at() + ".AllowedMethods to " + String.join(", ", path.methods());
        if (!writing.isEmpty() && behavior.hasStorage()) {
            report.open(name + " allows " + String.join(", ", writing) + ", so anyone with a signed URL can replace or delete "
                    + "the file, if the bucket lets CloudFront do so", remedy);
        } else if (!writing.isEmpty()) {
            report.note(name + " allows " + String.join(", ", writing) + ", and a signature does not cover the method", remedy);
        }
        if (!behavior.methods().isEmpty() && !behavior.methods().containsAll(path.methods())) {
            report.mismatch(name + " does not allow " + String.join(", ", path.methods())
                    + ", so scripts of other origins cannot read it", remedy);
        }
    }

    private void function(PrivatePath path, Behavior behavior, String name) {
        String arn = behavior.functions().get(Behavior.VIEWER_REQUEST);
        if (!path.function()) {
            return;
        }
        if (arn == null && behavior.lambdas().containsKey(Behavior.VIEWER_REQUEST)) {
            report.notChecked(
                    "whether " + behavior.lambdas().get(Behavior.VIEWER_REQUEST) + " does what viewer-request.js does");
        } else if (arn == null) {
            String remedy = "Add viewer-request.js to " + behavior.at()
                    + ".FunctionAssociations, with the event viewer-request";
            if (signer.marks()) {
                report.open(name + " has no function, so users whose logins are revoked can still read " + path.pattern(),
                        remedy);
            } else {
                report.mismatch(name + " has no function, so viewers of a page do not get its file", remedy);
            }
        } else if (aws.functions().containsKey(arn)) {
            function(aws.functions().get(arn), arn);
        } else {
            report.notChecked("the function " + arn + ". Pass --function with the output of aws cloudfront describe-function");
        }
    }

    private void function(Function function, String arn) {
        if (!function.runtime().equals(RUNTIME)) {
            report.mismatch("The function " + arn + " has the runtime " + function.runtime()
                    + ", in which viewer-request.js does not run", "Set its Runtime to " + RUNTIME);
        }
        if (signer.marks() && !function.store()) {
            report.open("The function " + arn + " has no key value store, so it does not know which logins are revoked",
                    "Associate the store of revocations with it, in KeyValueStoreAssociations");
        }
    }

    private void caching(PrivatePath path, Behavior behavior, String name) {
        Forwarded forwarded = behavior.forwarded();
        forwarded.policy()
                .ifPresent(policy -> report.notChecked("the cache policy " + policy + " of " + behavior.description()));
        boolean forwardsMore = !forwarded.cached() && behavior.originRequestPolicy().isPresent();
        if (forwardsMore && !path.queryStrings().isEmpty()) {
            report.notChecked("whether the origin request policy of " + behavior.description() + " forwards "
                    + String.join(", ", path.queryStrings()));
        }
        if (forwarded.policy().isPresent() || forwardsMore) {
            return;
        }
        if (!forwarded.hasQueryStrings(path.queryStrings())) {
            report.mismatch(name + " does not have the query strings " + String.join(", ", path.queryStrings())
                    + " in its cache key, so downloads do not get their names",
                    "In " + behavior.at() + ", use a cache policy with these query strings");
        }
        List<String> signatures = Stream.concat(forwarded.queryStrings().stream().filter(SIGNATURE::contains),
                forwarded.cookies().stream().filter(cookie -> cookie.startsWith("CloudFront-"))).toList();
        if (forwarded.allCookies() && path.cookies() || !signatures.isEmpty()) {
            report.note(name + " has " + (signatures.isEmpty() ? "all cookies" : String.join(", ", signatures))
                    + " in its cache key, so viewers do not share copies in the cache",
                    "In " + behavior.at() + ", use a cache policy without them, such as CachingOptimized");
        } else if (forwarded.allQueryStrings() && path.queryStrings().isEmpty()) {
            report.note(name + " has all query strings in its cache key, so each new query string causes a request to the "
                    + "origin",
                    "In " + behavior.at() + ", use a cache policy without them, such as CachingOptimized");
        }
    }

    private void originRequest(PrivatePath path, Behavior behavior, String name, String policy) {
        String remedy = "In " + behavior.at() + ", remove OriginRequestPolicyId, or use a policy of your own";
        if (!path.queryStrings().isEmpty() && (HOST.contains(policy) || OTHER_HEADERS.contains(policy))) {
            report.mismatch(name + " has an origin request policy with which CloudFront does not forward "
                    + String.join(", ", path.queryStrings()) + " to S3, so downloads do not get their names", remedy);
        }
        if (HOST.contains(policy)) {
            report.note(name + " forwards the viewer's Host header to S3, which may look for another bucket", remedy);
        }
    }

    private void trustedSigners(Behavior behavior, String name) {
        if (!behavior.trustedSigners().isEmpty()) {
            report.note(name + " accepts signatures of CloudFront key pairs, which only the root user of "
                    + String.join(", ", behavior.trustedSigners()) + " can manage" + (behavior.keyGroups().isEmpty()
                            ? ", but does not trust a key group"
                            : ""),
                    "Set " + behavior.at() + ".TrustedSigners to {\"Enabled\": false, \"Quantity\": 0}, and use "
                            + "TrustedKeyGroups");
        }
    }
}
