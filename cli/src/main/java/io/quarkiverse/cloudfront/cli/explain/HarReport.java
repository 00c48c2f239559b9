package io.quarkiverse.cloudfront.cli.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.quarkiverse.cloudfront.cli.output.Json;
import io.quarkiverse.cloudfront.cli.output.Output;
import io.quarkiverse.cloudfront.edge.explain.Explanation;
import io.quarkiverse.cloudfront.edge.verify.Finding.State;
import io.quarkiverse.cloudfront.edge.verify.Rule;

/**
 * The problems in a browser session: each response with status 403 and its reason, and each object that was served although
 * CloudFront would refuse the request. Requests with the same reason are combined into one finding.
 */
final class HarReport {

    private record Finding(String sentence, String remedy, boolean served, List<String> requests) {

        Map<String, Object> json() {
            return Json.object("served", served, "sentence", sentence, "remedy", remedy, "requests", requests);
        }
    }

    private static final int LISTED = 3;

    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final Set<String> hints = new LinkedHashSet<>();
    private int requests;
    private int forbidden;
    private int served;
    private int others;
    private boolean unsigned;
    private boolean explained = true;

    /** @param explain creates the report on a request */
    static HarReport of(List<HarEntry> entries, Function<HarEntry, ExplanationReport> explain) {
        HarReport report = new HarReport();
        report.requests = entries.size();
        Set<String> signed = entries.stream().filter(HarEntry::hasSignedUrl).map(HarEntry::kind).collect(Collectors.toSet());
        for (HarEntry entry : entries) {
            if (entry.status() == 403 && !entry.isSigned() && !entry.isFromCloudFront()) {
                report.others++;
            } else if (entry.status() == 403) {
                report.forbidden(entry, explain.apply(entry));
            } else if (entry.isServed() && signed.contains(entry.kind())) {
                report.served(entry, explain.apply(entry));
            }
        }
        if (report.unsigned && entries.stream().allMatch(entry -> entry.cookies().isEmpty())) {
            report.hints.add("The file does not contain any cookies. If the site uses signed cookies, export the file with "
                    + "sensitive data.");
        }
        return report;
    }

    private void forbidden(HarEntry entry, ExplanationReport report) {
        forbidden++;
        boolean refused = report.explanation().outcome() == Explanation.Outcome.REFUSED;
        if (!refused && entry.headers().getOrDefault("server", "").equals("AmazonS3")) {
            add(entry, "Refused by S3: CloudFront accepted the request, and S3 refused to give it the object",
                    "In the bucket policy, allow the distribution to read the object (origin access control), and check that "
                            + "the object exists: without s3:ListBucket, S3 also answers 403 if it does not.",
                    false, report);
        } else if (report.explanation().outcome() == Explanation.Outcome.ALLOWED) {
            add(entry, "Refused, but not because of the signature, which is valid",
                    "Check the origin, AWS WAF, geographic restrictions, the allowed HTTP methods, and functions of the cache "
                            + "behavior.",
                    false, report);
        } else {
            explained &= refused;
            add(entry, report.sentence(), report.explanation().remedy().orElse(""), false, report);
        }
    }

    private void served(HarEntry entry, ExplanationReport report) {
        if (report.explanation().outcome() == Explanation.Outcome.REFUSED) {
            served++;
            add(entry, "Served, although CloudFront should refuse it: " + report.explanation().sentence(),
                    "Restrict viewer access in the cache behavior of this path, and check the order of the cache behaviors.",
                    true, report);
        }
    }

    private void add(HarEntry entry, String sentence, String remedy, boolean wasServed, ExplanationReport report) {
        findings.computeIfAbsent(sentence, reason -> new Finding(reason, remedy, wasServed, new ArrayList<>())).requests
                .add(entry.method() + " " + report.explanation().parts().url());
        hints.addAll(report.hints());
        unsigned |= report.explanation().has(Rule.SIGNED, State.FAILED);
    }

    List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add("Requests: " + requests + ", refused with 403: " + forbidden
                + ", served although CloudFront should refuse them: " + served
                + (others == 0 ? "" : ", refused, but not by CloudFront: " + others));
        for (Finding finding : findings.values()) {
            lines.add("");
            lines.add(finding.sentence);
            lines.add("To fix it: " + finding.remedy);
            finding.requests.stream().limit(LISTED).forEach(request -> lines.add("  " + request));
            if (finding.requests.size() > LISTED) {
                lines.add("  and " + (finding.requests.size() - LISTED) + " more");
            }
        }
        if (!hints.isEmpty()) {
            lines.add("");
            hints.forEach(hint -> lines.add("Hint: " + hint));
        }
        return lines;
    }

    Map<String, Object> json() {
        return Json.object("requests", requests, "refused", forbidden, "served", served, "others", others, "findings",
                findings.values().stream().map(Finding::json).toList(), "hints", hints);
    }

    int exitCode() {
        int refused = explained ? Output.REFUSED : Output.UNKNOWN;
        return findings.isEmpty() ? Output.FINE : refused;
    }
}
