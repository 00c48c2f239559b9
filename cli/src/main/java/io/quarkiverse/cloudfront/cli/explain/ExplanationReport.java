package io.quarkiverse.cloudfront.cli.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.cloudfront.cli.output.Json;
import io.quarkiverse.cloudfront.cli.output.Output;
import io.quarkiverse.cloudfront.edge.explain.Explanation;
import io.quarkiverse.cloudfront.edge.verify.Finding;
import io.quarkiverse.cloudfront.edge.verify.Rule;
import io.quarkiverse.cloudfront.edge.verify.request.ErrorCode;

/** An explanation as text, as JSON, and as an exit code. */
record ExplanationReport(Explanation explanation, List<String> hints) {

    /**
     * Makes an explanation undecided if the key is only known to belong to the account. CloudFront serves the object only if
     * the key group has this key.
     */
    static Explanation withoutKeyGroup(Explanation allowed) {
        return new Explanation(Explanation.Outcome.UNDECIDED, allowed.code(), allowed.reason(),
                "the signature is valid, but --keys does not say whether " + allowed.parts().keyPairId().orElseThrow()
                        + " is in the key group that the cache behavior trusts",
                Optional.of("Check the key group, or pass its keys with --public-key."), allowed.parts(),
                allowed.checks().stream().map(check -> check.rule().filter(Rule.KEY::equals).isEmpty() ? check
                        : new Explanation.Check(check.rule(), check.name(), Finding.State.UNDECIDED, check.sentence()))
                        .toList(),
                allowed.cautions());
    }

    /** The first line, which contains the outcome and the reason. */
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
        return Json.object("outcome", explanation.outcome(), "code", explanation.code().map(ErrorCode::code),
                "sentence", explanation.sentence(), "remedy", explanation.remedy(),
                "url", parts.url(), "signedBy", parts.signedBy(), "policy", parts.kind(),
                "keyPairId", parts.keyPairId(), "hashAlgorithm", parts.hashAlgorithm(), "resource", parts.resource(),
                "expires", parts.expires(), "notBefore", parts.notBefore(), "sourceIp", parts.sourceIp(),
                "checks", explanation.checks().stream()
                        .map(check -> Map.of("name", check.name(), "state", check.state(), "sentence", check.sentence()))
                        .toList(),
                "cautions", explanation.cautions(), "hints", hints);
    }

    int exitCode() {
        return switch (explanation.outcome()) {
            case ALLOWED -> Output.FINE;
            case REFUSED -> Output.REFUSED;
            case UNDECIDED -> Output.UNKNOWN;
        };
    }
}
