package io.quarkiverse.cloudfront.cli.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.quarkiverse.cloudfront.cli.output.ExitCodes;
import io.quarkiverse.cloudfront.edge.explain.Explanation;
import io.quarkiverse.cloudfront.edge.verify.request.ErrorCode;

/** An explanation as text, as JSON, and as an exit code. */
record ExplanationReport(Explanation explanation, List<String> hints) {

    /** The first line: the outcome, and the reason. */
    String sentence() {
        return switch (explanation.outcome()) {
            case ALLOWED -> "Allowed: ";
            case REFUSED -> "Refused (" + explanation.code().map(ErrorCode::code).orElse("403") + "): ";
            case UNDECIDED -> "Unknown: ";
        } + explanation.sentence();
    }

    List<String> text() {
        List<String> lines = new ArrayList<>(List.of(sentence()));
        explanation.remedy().ifPresent(remedy -> lines.add("To fix it: " + remedy));
        lines.add("");
        int width = explanation.checks().stream().mapToInt(check -> check.name().length()).max().orElse(0);
        explanation.checks().forEach(check -> lines.add(String.format(Locale.ROOT, "%-9s  %-" + width + "s  %s",
                switch (check.state()) {
                    case PASSED -> "passed";
                    case FAILED -> "FAILED";
                    case UNDECIDED -> "unknown";
                }, check.name(), check.sentence())));
        if (!explanation.cautions().isEmpty() || !hints.isEmpty()) {
            lines.add("");
            explanation.cautions().forEach(caution -> lines.add("Caution: " + caution));
            hints.forEach(hint -> lines.add("Hint: " + hint));
        }
        return lines;
    }

    Map<String, Object> json() {
        Explanation.Parts parts = explanation.parts();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("outcome", explanation.outcome());
        object.put("code", explanation.code().map(ErrorCode::code));
        object.put("sentence", explanation.sentence());
        object.put("remedy", explanation.remedy());
        object.put("url", parts.url());
        object.put("signedBy", parts.signedBy());
        object.put("policy", parts.kind());
        object.put("keyPairId", parts.keyPairId());
        object.put("hashAlgorithm", parts.hashAlgorithm());
        object.put("resource", parts.resource());
        object.put("expires", parts.expires());
        object.put("notBefore", parts.notBefore());
        object.put("sourceIp", parts.sourceIp());
        object.put("checks", explanation.checks().stream()
                .map(check -> Map.of("name", check.name(), "state", check.state(), "sentence", check.sentence())).toList());
        object.put("cautions", explanation.cautions());
        object.put("hints", hints);
        return object;
    }

    int exitCode() {
        return switch (explanation.outcome()) {
            case ALLOWED -> ExitCodes.FINE;
            case REFUSED -> ExitCodes.REFUSED;
            case UNDECIDED -> ExitCodes.UNKNOWN;
        };
    }
}
